import { CALL_CLASSES, type CallClass } from "./row.js";
import { callRow } from "./rows.js";

/** The classes that need no `%`, as versions before 4.17 wrote them (basic_filters.c, lookup_class). */
const WITHOUT_PERCENT: ReadonlySet<string> = new Set("desc file ipc memory network process signal".split(" "));

/** The class that a word of `-e trace=` stands for: `%network`, `%net`, `network`; undefined if it stands for none. */
export function classNamed(word: string): CallClass | undefined {
  if (word === "%net") return "network";
  const name = word.startsWith("%") ? word.slice(1) : WITHOUT_PERCENT.has(word) ? word : null;
  return CALL_CLASSES.find((each) => each === name);
}

/** True if `-e trace=%network` traces the call. */
export function isInClass(name: string, callClass: CallClass): boolean {
  return callRow(name)?.classes.includes(callClass) ?? false;
}
