import type { RuleRecord } from "../../core/records/record.js";
import { UnflushedError } from "../../errors.js";
import type { ResultFile } from "./result-file.js";

/**
 * The rules that were looked for in any of the results, in the order in which they first appear.
 *
 * @throws UnflushedError (`results-differ`) if one rule is not the same in all of them
 */
export function joinedRules(files: readonly ResultFile[]): readonly RuleRecord[] {
  const rules = new Map<string, { readonly rule: RuleRecord; readonly file: ResultFile }>();
  for (const file of files) {
    for (const rule of file.rules) {
      const known = rules.get(rule.id) ?? { rule, file };
      if (!isSame(known.rule, rule)) throw differing(rule.id, known.file, file);
      rules.set(rule.id, known);
    }
  }
  return [...rules.values()].map(({ rule }) => rule);
}

function isSame(one: RuleRecord, other: RuleRecord): boolean {
  return (Object.keys(one) as (keyof RuleRecord)[]).every((key) => one[key] === other[key]);
}

function differing(id: string, one: ResultFile, other: ResultFile): UnflushedError {
  return new UnflushedError(
    "results-differ",
    `rule ${id} is not the same in ${one.name} and ${other.name}: give every run the same configuration`,
  );
}
