import { LEVELS, type Rule } from "../../core/rules/rule.js";
import type { Field } from "../field.js";

const TEXTS = ["summary", "why", "advice"] as const;
const FUNCTIONS = ["message", "matches"] as const;
/** What version 0.1.0 called them: a rule that was written for it is read all the same. */
const FORMER: Readonly<Record<string, string>> = { summary: "flags", message: "what", advice: "next" };
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * @param taken ids of rules that there are; those that are declared here are added
 * @throws UnflushedError (`config-invalid`)
 */
export function rulesIn(list: Field, taken: Set<string>): Rule[] {
  return list.isGiven ? list.list().map((field) => ruleIn(field, taken)) : [];
}

function ruleIn(field: Field, taken: Set<string>): Rule {
  field.object(["id", "level", ...TEXTS, ...FUNCTIONS, ...Object.values(FORMER)]);
  const named = (key: string): Field => {
    const former = field.at(FORMER[key] ?? key);
    return former.isGiven ? former : field.at(key);
  };
  const id = field.at("id");
  if (!ID.test(id.text())) throw id.wrong(`is ${id.shown}: small letters and digits, in words joined by -, make an id`);
  if (taken.has(id.text())) throw id.wrong(`is ${id.shown}, and there is a rule of this name already: choose another`);
  taken.add(id.text());
  for (const key of FUNCTIONS) named(key).callable();
  const rule = field.value as Rule & { readonly what?: Rule["message"] }; // called as what it is: it may have a this
  return {
    id: id.text(),
    level: field.at("level").oneOf(LEVELS, "level"),
    summary: sentence(named("summary").text()),
    message: (judgement) => rule.what?.(judgement) ?? rule.message(judgement),
    why: sentence(named("why").text()),
    advice: sentence(named("advice").text()),
    matches: (judgement) => rule.matches(judgement),
  };
}

/** On one line, without a full stop: as the texts of the built-in rules are. */
function sentence(text: string): string {
  return text.trim().replace(/\s+/g, " ").replace(/\.$/, "");
}
