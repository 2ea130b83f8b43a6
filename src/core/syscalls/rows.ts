import { OTHER_CALLS } from "./other-calls.js";
import type { CallClass, CallRow } from "./row.js";
import { TABLE } from "./table.js";

/** By every name of theirs, the calls of which more is known than the classes. */
const listed: ReadonlyMap<string, CallRow> = new Map(
  Object.entries<CallRow>(TABLE).flatMap(([name, row]) => [name, ...(row.variants ?? [])].map((each) => [each, row])),
);
const others: ReadonlyMap<string, CallRow> = new Map(
  OTHER_CALLS.flatMap(([classes, names]) => names.split(/\s+/).map((name) => [name, { classes }])),
);

/** What is known of the call of this name; undefined if Linux has none. */
export function callRow(name: string): CallRow | undefined {
  return listed.get(name) ?? others.get(name);
}

/** The calls of the table, by every name of theirs. */
export function listedCalls(): Iterable<readonly [name: string, row: CallRow]> {
  return listed;
}

/** The names of the calls of the table of which something is so, in its order. For lists that are made once, at load. */
export function callsWhere(isSo: (row: CallRow) => boolean): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [name, row] of listed) if (isSo(row)) names.add(name);
  return names;
}

/** The names of all calls. */
export function allNames(): readonly string[] {
  return [...listed.keys(), ...others.keys()];
}

/** The names of all calls in a class. */
export function namesIn(callClass: CallClass): readonly string[] {
  return allNames().filter((name) => callRow(name)?.classes.includes(callClass));
}
