import type { FindingRecord, Suppression } from "../../core/records/record.js";
import { matcher } from "../../core/text/wildcard.js";
import type { Field } from "../field.js";
import type { Ignore } from "./config.js";
import { unknownRule } from "./rule-levels.js";

const CRITERIA = ["rule", "target", "peer"] as const;

/**
 * Reads a list of ignores.
 *
 * @param ids the ids of all rules
 * @throws UnflushedError (`config-invalid`) if an ignore is not valid, or if it names another rule
 */
export function ignoresIn(ignores: Field, ids: readonly string[]): Ignore[] {
  if (!ignores.isGiven) return [];
  return ignores.list().map((field) => {
    field.object([...CRITERIA, "reason"]);
    const given = CRITERIA.filter((key) => field.at(key).isGiven);
    if (given.length === 0)
      throw field.wrong(`would ignore everything: give it at least one of ${CRITERIA.join(", ")}`);
    const reason = field.at("reason");
    if (!reason.isGiven) throw reason.wrong("is missing: say why these findings may be ignored");
    const rule = field.at("rule");
    if (rule.isGiven && !ids.includes(rule.text())) throw rule.wrong(`names ${unknownRule(rule.text(), ids)}`);
    return { ...Object.fromEntries(given.map((key) => [key, field.at(key).text()])), reason: reason.text() };
  });
}

/** A function that returns the reason of the first ignore that matches a finding, or null. */
export function suppressorOf(ignores: readonly Ignore[]): (finding: FindingRecord) => Suppression | null {
  const matchers = ignores.map((ignore) => ({ fits: fitting(ignore), reason: ignore.reason }));
  return (finding) => {
    const found = matchers.find(({ fits }) => fits(finding));
    return found ? { by: "ignore", reason: found.reason } : null;
  };
}

function fitting({ rule, target, peer }: Ignore): (finding: FindingRecord) => boolean {
  const [isTarget, isPeer] = [target, peer].map((pattern) => (pattern === undefined ? null : matcher(pattern)));
  return (finding) =>
    (rule === undefined || finding.rule === rule) &&
    (!isTarget || (finding.request !== null && isTarget(finding.request.target))) &&
    (!isPeer || (finding.peer !== null && isPeer(finding.peer)));
}
