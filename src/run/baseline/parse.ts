import type { Connection } from "../../core/analysis/model.js";
import type { Cause } from "../../core/protocols/exchange.js";
import { keyOf } from "../../core/records/finding-identity.js";
import { Field } from "../field.js";
import { type AcceptedCapture, type AcceptedFinding, type Baseline, SCHEMA_VERSION } from "./model.js";
import { BASELINE_VERDICTS } from "./verdicts.js";

const ROLES: readonly Connection["role"][] = ["server", "client", "unknown"];
const CAUSES: readonly Cause[] = ["shut-wr", "shut-rdwr", "close", "exit", "reset", "eof", "message-end"];

/** Why a text is not a baseline, as a sentence, such as `captures is missing: it must be a list`. */
export class BaselineProblem extends Error {}

/**
 * The text of a baseline, as `schema/baseline.schema.json` describes it.
 *
 * @throws BaselineProblem if the text is anything else, or a capture or a finding appears twice
 */
export function parseBaseline(text: string): Baseline {
  const root = Field.root(parsed(text), { noun: "baseline", refuse: (sentence) => new BaselineProblem(sentence) });
  refuseOtherVersion(root);
  root.object(["schemaVersion", "captures"]);
  const captures = new Map<string, AcceptedCapture>();
  for (const field of root.at("captures").list()) {
    const capture = captureOf(field);
    if (captures.has(capture.path)) throw twice(field.at("path"));
    captures.set(capture.path, capture);
  }
  return captures;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BaselineProblem("it is not JSON");
  }
}

/** Refuses a baseline of another version. It runs first, because another version may have other keys. */
function refuseOtherVersion(root: Field): void {
  root.entries();
  const version = root.at("schemaVersion");
  if (version.value === SCHEMA_VERSION) return;
  const what = version.isGiven ? `is ${version.shown}` : "is missing";
  throw version.wrong(`${what}, and this version of unflushed reads ${SCHEMA_VERSION}`);
}

function captureOf(field: Field): AcceptedCapture {
  field.object(["path", "verdicts", "findings"]);
  const path = field.at("path").string();
  if (path === "") throw field.at("path").wrong("is empty: it must name a capture");
  const verdicts = field.at("verdicts").object(BASELINE_VERDICTS).entries();
  const counts = Object.fromEntries([...verdicts].map(([verdict, count]) => [verdict, count.count()]));
  const findings = field.at("findings").list();
  const keys = new Set<string>();
  const accepted = findings.map((each) => {
    const finding = findingOf(each);
    if (keys.has(keyOf(finding))) throw twice(each);
    keys.add(keyOf(finding));
    return finding;
  });
  return { path, verdicts: counts, findings: accepted };
}

function findingOf(field: Field): AcceptedFinding {
  field.object(["rule", "role", "method", "target", "cause", "serverName", "count"]);
  const serverName = field.at("serverName");
  return {
    rule: field.at("rule").string(),
    role: field.at("role").oneOf(ROLES, "role"),
    method: field.at("method").nullOr((method) => method.string()),
    target: field.at("target").nullOr((target) => target.string()),
    cause: field.at("cause").nullOr((cause) => cause.oneOf(CAUSES, "cause")),
    ...(serverName.isGiven && { serverName: serverName.string() }),
    count: field.at("count").count(),
  };
}

function twice(field: Field): Error {
  return field.wrong("appears twice: remove one of the two");
}
