import type { DeviationRecord, FailureRecord, RuleRecord, SkippedRecord } from "../../records/record.js";
import { jsonText } from "../../text/json-text.js";
import type { FormatContext } from "../context.js";
import type { Format } from "../format.js";
import { sentence, uriOf } from "./locations.js";
import { blindSpotsOf, type CaptureNews, deviationOf, failureOf, silenceNotices, skippedOf } from "./notifications.js";
import { Results } from "./results.js";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

type SarifContext = Pick<FormatContext, "ruleHelp" | "date" | "makeWaitingTexts" | "showsAllNotes" | "textOfLines">;

/** SARIF 2.1.0, one run of results: the capture and the line are the location. */
export function sarifFormat(context: SarifContext): Format {
  const { ruleHelp, date } = context;
  const captures: CaptureNews[] = [];
  const failures: FailureRecord[] = [];
  const deviations: DeviationRecord[] = [];
  const skipped: SkippedRecord[] = [];
  const files = new Set<string>();
  const results = new Results(context);
  let rules: readonly RuleRecord[] = [];
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
    begin: (_, write) => results.endCapture(write), // one that broke off has no other end
    finding: ({ value }) => {
      if (value.at) files.add(value.at.file);
      results.add(value, { rules, date });
    },
    deviation: ({ value }) => void deviations.push(value),
    capture: ({ value: { path, blindSpots, silence } }, write) => {
      captures.push({ path, blindSpots, silence });
      results.endCapture(write);
    },
    failure: ({ value }) => void failures.push(value),
    skipped: ({ value }) => void skipped.push(value),
    summary: ({ value: { kind: _, ...summary } }, write) => {
      results.end(write);
      const paths = [...[...captures, ...failures, ...deviations].map(({ path }) => path), ...files];
      const uris = new Set(paths.map(uriOf));
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
