import { keyOf } from "../../core/records/finding-identity.js";
import { type AcceptedCapture, type AcceptedFinding, type Baseline, SCHEMA_VERSION } from "./model.js";
import { BASELINE_VERDICTS } from "./verdicts.js";

const ROLES: ReadonlySet<unknown> = new Set(["server", "client", "unknown"]);
const CAUSES: ReadonlySet<unknown> = new Set(["shut-wr", "shut-rdwr", "close", "exit", "reset", "eof", null]);

/** Why a text is no baseline: half a sentence, such as `it is no JSON`. */
export class BaselineProblem extends Error {}

/**
 * The text of a baseline, as `schema/baseline.schema.json` has it.
 *
 * @throws BaselineProblem
 */
export function parseBaseline(text: string): Baseline {
  const root = record(parsed(text), "it");
  if (root.schemaVersion !== SCHEMA_VERSION) {
    throw new BaselineProblem(
      typeof root.schemaVersion === "number"
        ? `its schemaVersion is ${root.schemaVersion}, and this version of unflushed reads ${SCHEMA_VERSION}`
        : "it has no schemaVersion",
    );
  }
  only(root, ["schemaVersion", "captures"], "it");
  const captures = new Map<string, AcceptedCapture>();
  for (const each of list(root.captures, "captures")) {
    const capture = captureOf(each);
    if (captures.has(capture.path)) throw new BaselineProblem(`${capture.path} is in it twice`);
    captures.set(capture.path, capture);
  }
  return captures;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BaselineProblem("it is no JSON");
  }
}

function captureOf(value: unknown): AcceptedCapture {
  const capture = record(value, "a capture in it");
  only(capture, ["path", "verdicts", "findings"], "a capture in it");
  const { path } = capture;
  if (typeof path !== "string" || path === "") throw new BaselineProblem("a capture in it has no path");
  const verdicts = record(capture.verdicts, `verdicts of ${path}`);
  only(verdicts, BASELINE_VERDICTS, `verdicts of ${path}`);
  for (const [verdict, count] of Object.entries(verdicts)) positive(count, `${verdict} of ${path}`);
  const findings = list(capture.findings, `findings of ${path}`).map((each) => findingOf(each, path));
  const keys = new Set(findings.map(keyOf));
  if (keys.size < findings.length) throw new BaselineProblem(`${path} has the same finding twice in it`);
  return { path, verdicts, findings };
}

function findingOf(value: unknown, path: string): AcceptedFinding {
  const what = `a finding of ${path}`;
  const finding = record(value, what);
  only(finding, ["rule", "role", "method", "target", "cause", "count"], what);
  const { rule, role, method, target, cause, count } = finding;
  const isText = (each: unknown): boolean => each === null || typeof each === "string";
  const isWhole = typeof rule === "string" && ROLES.has(role) && isText(method) && isText(target) && CAUSES.has(cause);
  if (!isWhole) throw new BaselineProblem(`${what} has no rule, role, method, target or cause that there is`);
  positive(count, `count of ${what}`);
  return { rule, role, method, target, cause, count } as AcceptedFinding;
}

function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new BaselineProblem(`${what} is no object`);
}

function list(value: unknown, what: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new BaselineProblem(`${what} is no list`);
}

function only(value: object, names: Iterable<string>, what: string): void {
  const known = new Set(names);
  const other = Object.keys(value).find((name) => !known.has(name));
  if (other !== undefined) throw new BaselineProblem(`${what} has ${other}, which is no part of a baseline`);
}

function positive(value: unknown, what: string): void {
  if (Number.isSafeInteger(value) && (value as number) > 0) return;
  throw new BaselineProblem(`${what} is no number above 0`);
}
