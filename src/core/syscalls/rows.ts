import { otherCalls } from "./other-calls.js";
import type { CallRow } from "./row.js";
import { TABLE } from "./table.js";

/** The calls of `table.ts`, under each of their names. */
const listed: ReadonlyMap<string, CallRow> = new Map(
  Object.entries<CallRow>(TABLE).flatMap(([name, row]) => [name, ...(row.variants ?? [])].map((each) => [each, row])),
);
let others: ReadonlyMap<string, CallRow> | undefined;

/** Not the name of a call. */
const ODD = /[^a-z_0-9]/;

/** The calls of `other-calls.ts`, from the first time that one is asked for. */
function otherRows(): ReadonlyMap<string, CallRow> {
  others ??= otherCalls();
  return others;
}

/** The row of a call by any of its names; undefined if Linux does not have the call. */
export function callRow(name: string): CallRow | undefined {
  return listed.get(name) ?? (name === "" || ODD.test(name) ? undefined : otherRows().get(name));
}

/** The calls of `table.ts`, once for each of their names. */
export function listedCalls(): Iterable<readonly [name: string, row: CallRow]> {
  return listed;
}

/** The names of the calls of `table.ts` that match, in the order of the table. Call it once, when a module loads. */
export function callsWhere(matches: (row: CallRow) => boolean): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [name, row] of listed) if (matches(row)) names.add(name);
  return names;
}

/** The names of all calls. */
export function allNames(): readonly string[] {
  return [...listed.keys(), ...otherRows().keys()];
}
