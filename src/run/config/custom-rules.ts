import { LEVELS, type Rule } from "../../core/rules/rule.js";
import type { Field } from "../field.js";

const TEXTS = ["summary", "why", "advice"] as const;
const FUNCTIONS = ["message", "matches"] as const;
const OPTIONAL = "levelOf";
/** The names of these keys in version 0.1.0. Rules with the old names still work. */
const FORMER: Readonly<Record<string, string>> = { summary: "flags", message: "what", advice: "next" };
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Reads a list of custom rules.
 *
 * @param taken the ids of all rules so far; the function adds the ids of these rules
 * @throws UnflushedError (`config-invalid`) if a rule is not valid, or if its id is taken
 */
export function rulesIn(list: Field, taken: Set<string>): Rule[] {
  return list.isGiven ? list.list().map((field) => ruleIn(field, taken)) : [];
}

function ruleIn(field: Field, taken: Set<string>): Rule {
  field.object(["id", "level", OPTIONAL, ...TEXTS, ...FUNCTIONS, ...Object.values(FORMER)]);
  const named = (key: string): Field => {
    const former = field.at(FORMER[key] ?? key);
    return former.isGiven ? former : field.at(key);
  };
  const id = field.at("id");
  if (!ID.test(id.text()))
    throw id.wrong(`is ${id.shown}: an id consists of words of small letters and digits, joined by -`);
  if (taken.has(id.text())) throw id.wrong(`is ${id.shown}, which is the id of another rule: choose another id`);
  taken.add(id.text());
  for (const key of FUNCTIONS) named(key).callable();
  const levelOf = field.at(OPTIONAL);
  if (levelOf.isGiven) levelOf.callable();
  // the functions are called as methods of the rule, because they may use `this`
  const rule = field.value as Rule & { readonly what?: Rule["message"] };
  return {
    id: id.text(),
    level: field.at("level").oneOf(LEVELS, "level"),
    ...(levelOf.isGiven && { levelOf: (judgement) => rule.levelOf?.(judgement) ?? rule.level }),
    summary: sentence(named("summary").text()),
    message: (judgement) => rule.what?.(judgement) ?? rule.message(judgement),
    why: sentence(named("why").text()),
    advice: sentence(named("advice").text()),
    matches: (judgement) => rule.matches(judgement),
  };
}

/** The text on one line without a full stop, like the texts of the built-in rules. */
function sentence(text: string): string {
  return text.trim().replace(/\s+/g, " ").replace(/\.$/, "");
}
