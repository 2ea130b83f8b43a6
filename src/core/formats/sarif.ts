import { identityOf, keyOf } from "../records/finding-identity.js";
import type {
  CallRecord,
  CaptureRecord,
  DeviationRecord,
  FailureRecord,
  FindingRecord,
  RuleRecord,
  SkippedRecord,
  Suppression,
} from "../records/record.js";
import { cell } from "../records/step.js";
import { visible } from "../text/escape.js";
import { fnv1a } from "../text/fingerprint.js";
import { jsonText } from "../text/json-text.js";
import type { FormatContext } from "./context.js";
import type { Format } from "./format.js";
import { hopSentence, pathOfHop, undecidedOf } from "./paths/origin-words.js";
import { remarksOn, requestLine } from "./text/finding.js";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";
/** Beyond so many different findings they are no longer counted: no viewer shows more (GitHub: 25,000 results). */
const MOST_ALIKE = 25_000;

/** SARIF 2.1.0, one run of results: the capture and the line are the location. */
export function sarifFormat({ ruleHelp }: Pick<FormatContext, "ruleHelp">): Format {
  const captures: Pick<CaptureRecord, "path" | "blindSpots" | "silence">[] = [];
  const failures: FailureRecord[] = [];
  const deviations: DeviationRecord[] = [];
  const skipped: SkippedRecord[] = [];
  const alike = new Map<string, number>();
  let rules: readonly RuleRecord[] = [];
  let separator = "\n";
  return {
    run: ({ value }, write) => {
      const { tool } = value;
      rules = value.rules;
      const driver = {
        name: tool.name,
        semanticVersion: tool.version,
        rules: rules.map((rule) => ruleOf(rule, ruleHelp(rule.id))),
      };
      write(`{"$schema":"${SCHEMA}","version":"2.1.0","runs":[{\n"tool":${jsonText({ driver })},\n`);
      write('"columnKind":"utf16CodeUnits",\n"results":[');
    },
    finding: ({ value }, write) => {
      write(separator + jsonText(resultOf(value, rules, fingerprint(value, alike))));
      separator = ",\n";
    },
    deviation: ({ value }) => void deviations.push(value),
    capture: ({ value: { path, blindSpots, silence } }) => void captures.push({ path, blindSpots, silence }),
    failure: ({ value }) => void failures.push(value),
    skipped: ({ value }) => void skipped.push(value),
    summary: ({ value: { kind: _, ...summary } }, write) => {
      const uris = new Set([...captures, ...failures, ...deviations].map(({ path }) => uriOf(path)));
      const artifacts = [...uris].map((uri) => ({ location: { uri }, roles: ["analysisTarget"] }));
      const invocation = {
        executionSuccessful: failures.length === 0,
        ...overridesOf(rules),
        toolExecutionNotifications: [
          ...failures.map(failureOf),
          ...deviations.map(deviationOf),
          ...captures.flatMap(blindSpotsOf),
          ...captures.flatMap(silenceNotices),
          ...skipped.map(skippedOf),
        ],
      };
      write(`],\n"artifacts":${jsonText(artifacts)},\n"invocations":[${jsonText(invocation)}],\n`);
      write(`"properties":${jsonText({ summary })}}]}\n`);
    },
  };
}

function ruleOf({ id, defaultLevel, flags, why, next }: RuleRecord, page: string | null): object {
  const text = `Why: ${sentence(why)}\nNext: ${sentence(next)}`;
  return {
    id,
    shortDescription: { text: `${flags}.` },
    fullDescription: { text: `${sentence(why)} ${sentence(next)}` },
    help: { text, markdown: page ?? text },
    defaultConfiguration: { level: defaultLevel },
  };
}

/** The rules whose findings have another level in this run than by default. */
function overridesOf(rules: readonly RuleRecord[]): object {
  const overrides = rules.flatMap(({ id, level, defaultLevel }, index) =>
    level === defaultLevel ? [] : [{ descriptor: { id, index }, configuration: { level } }],
  );
  return overrides.length > 0 ? { ruleConfigurationOverrides: overrides } : {};
}

function resultOf(found: FindingRecord, rules: readonly RuleRecord[], print: string): object {
  const { rule, level, path, line, message, connection, exchange, request, evidence, outstandingBytes } = found;
  const about = [...requestLine(found), connection].join(", ");
  const texts = [`${message} (${about}).`, ...remarksOn(found, rules).map(sentence)];
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level,
    message: { text: messageText(texts.join("\n")) },
    locations: [{ ...locationOf(path, line), logicalLocations: [{ name: connection, kind: "resource" }] }],
    relatedLocations: [
      ...found.calls
        .filter((call) => !call.ends)
        .map((call) => ({ ...locationOf(path, call.line), message: { text: messageText(callText(call)) } })),
      ...hopLocations(found).slice(1),
    ].map((location, id) => ({ id, ...location })),
    ...codeFlowsOf(found),
    ...(found.suppressed ? suppressionsOf(found.suppressed) : {}),
    partialFingerprints: { "unflushed/v1": print, primaryLocationLineHash: print },
    properties: { connection, exchange, request, outstandingBytes, evidence },
  };
}

/** The way of a loss from its origin to this exchange, as far as the captures of its hops are known by name. */
function codeFlowsOf(found: FindingRecord): object {
  const locations = hopLocations(found)
    .reverse()
    .map((location) => ({ location }));
  return locations.length > 1 ? { codeFlows: [{ threadFlows: [{ locations }] }] } : {};
}

/** A location for each hop, from this exchange inwards. */
function hopLocations(found: FindingRecord): object[] {
  const { hops = [] } = found;
  const last = undecidedOf(found) ? -1 : hops.length - 1;
  return hops.flatMap((hop, at) => {
    const path = pathOfHop(found, hop);
    if (path === null) return [];
    const text = messageText(sentence(hopSentence({ exchange: hop, isOrigin: at === last })));
    return [{ ...locationOf(path, hop.line), message: { text } }];
  });
}

function suppressionsOf({ by, reason }: Suppression): object {
  const justification = messageText(reason === null ? by : `${by}: ${reason}`);
  return { suppressions: [{ kind: "external", status: "accepted", justification }] };
}

function locationOf(path: string, startLine: number): object {
  return { physicalLocation: { artifactLocation: { uri: uriOf(path) }, region: { startLine } } };
}

function callText({ call, asked, took, remark }: CallRecord): string {
  const counts = [cell(asked), cell(took)].filter(Boolean).join(" -> ");
  return [call, counts, remark && `(${remark})`].filter(Boolean).join(" ");
}

/** The same for the same defect of a capture when its lines move: alike findings are numbered in their order. */
function fingerprint(found: FindingRecord, alike: Map<string, number>): string {
  const { path, connection, exchange } = found;
  const key = fnv1a(JSON.stringify([path, keyOf(identityOf(found))]));
  const count = alike.get(key) ?? 0;
  if (count === 0 && alike.size >= MOST_ALIKE) return fnv1a(`${key} ${connection} ${exchange}`);
  alike.set(key, count + 1);
  return fnv1a(`${key} ${count}`);
}

function failureOf({ path, code, message }: FailureRecord): object {
  return {
    level: "error",
    descriptor: { id: code },
    message: { text: messageText(message) },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) } } }],
  };
}

function deviationOf({ path, line, by, fails, message }: DeviationRecord): object {
  return {
    level: fails ? "error" : "note",
    descriptor: { id: by },
    message: { text: messageText(sentence(message)) },
    locations: [
      line === null ? { physicalLocation: { artifactLocation: { uri: uriOf(path) } } } : locationOf(path, line),
    ],
  };
}

function skippedOf({ path, code }: SkippedRecord): object {
  return {
    level: "note",
    descriptor: { id: code },
    message: { text: messageText(`${path} is not strace output, and was passed over.`) },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) } } }],
  };
}

function blindSpotsOf({ path, blindSpots }: Pick<CaptureRecord, "path" | "blindSpots">): object[] {
  return blindSpots.map(({ code, message, advice }) => ({
    level: "warning",
    descriptor: { id: code },
    message: { text: messageText(`${sentence(message)} ${sentence(advice)}`) },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) } } }],
  }));
}

/** Why nothing of the capture was judged, if no blind spot says it. */
function silenceNotices({
  path,
  blindSpots,
  silence,
}: Pick<CaptureRecord, "path" | "blindSpots" | "silence">): object[] {
  if (!silence || blindSpots.some(({ code }) => code === silence.code)) return [];
  return [
    {
      level: "warning",
      descriptor: { id: silence.code },
      message: { text: messageText(sentence(silence.message)) },
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) } } }],
    },
  ];
}

/** A reference: relative as the path is, percent-encoded. */
export function uriOf(path: string): string {
  const encoded = path
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .split("/")
    .map((part) => encodeURIComponent(part).replaceAll("'", "%27"))
    .join("/");
  if (path.startsWith("//")) return `file:///${encoded.replace(/^\/+/, "")}`;
  return path.startsWith("/") ? `file://${encoded}` : encoded;
}

/** Nothing in it is a link or a placeholder (SARIF 2.1.0, sections 3.11.5 and 3.11.6). */
export function messageText(text: string): string {
  const safe = text.split("\n").map(visible).join("\n");
  return safe.replace(/[\\[\]]/g, "\\$&").replace(/[{}]/g, "$&$&");
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
