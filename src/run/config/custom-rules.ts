import { LEVELS, type Rule } from "../../core/rules/rule.js";
import type { Field } from "./field.js";

const TEXTS = ["flags", "why", "next"] as const;
const FUNCTIONS = ["what", "matches"] as const;
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * @param taken ids of rules that there are; those that are declared here are added
 * @throws UnflushedError (`config-invalid`)
 */
export function rulesIn(list: Field, taken: Set<string>): Rule[] {
  return list.isGiven ? list.list().map((field) => ruleIn(field, taken)) : [];
}

function ruleIn(field: Field, taken: Set<string>): Rule {
  field.object(["id", "level", ...TEXTS, ...FUNCTIONS]);
  const id = field.at("id");
  if (!ID.test(id.text())) throw id.wrong(`is ${id.shown}: small letters and digits, in words joined by -, make an id`);
  if (taken.has(id.text())) throw id.wrong(`is ${id.shown}, and there is a rule of this name already: choose another`);
  taken.add(id.text());
  for (const key of FUNCTIONS) field.at(key).callable();
  const rule = field.value as Rule; // called as what it is: it may have a this
  return {
    id: id.text(),
    level: field.at("level").oneOf(LEVELS, "level"),
    flags: sentence(field.at("flags").text()),
    what: (judgement) => rule.what(judgement),
    why: sentence(field.at("why").text()),
    next: sentence(field.at("next").text()),
    matches: (judgement) => rule.matches(judgement),
  };
}

/** On one line, without a full stop: as the texts of the built-in rules are. */
function sentence(text: string): string {
  return text.trim().replace(/\s+/g, " ").replace(/\.$/, "");
}
