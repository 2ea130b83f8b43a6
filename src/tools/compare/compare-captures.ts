import { type CaptureInput, findCaptures } from "../../capture/find-captures.js";
import { matchText } from "../../core/formats/text/summary.js";
import { hasPidColumn } from "../../core/strace/line/pid-column.js";
import { displayName, STDIN } from "../../reading/problems.js";
import { compareSides, type SideComparison } from "./comparison.js";
import { readSide, type SideReading } from "./read-side.js";
import { ComparedSide } from "./side.js";
import { type SideName, TargetTallies } from "./targets.js";

/** Targets that are counted by themselves; those beyond share one tally. */
const MOST_TARGETS = 10_000;
const SIDES: readonly SideName[] = ["before", "after"];

/** What the command line names on each side: a file, a directory, a glob or `-`. */
export type NamedSides = Readonly<Record<SideName, string>>;

/** The captures of each side. */
export type SideInputs = Readonly<Record<SideName, readonly CaptureInput[]>>;

/** Finds the captures that each side names, without reading them. */
export async function findSides(named: NamedSides): Promise<SideInputs> {
  return {
    before: await findCaptures([named.before], hasPidColumn),
    after: await findCaptures([named.after], hasPidColumn),
  };
}

/**
 * Reads the captures of both sides and compares them.
 *
 * @throws UnflushedError if a capture cannot be read
 */
export async function compareCaptures(
  named: NamedSides,
  inputs: SideInputs,
  reading: SideReading,
): Promise<SideComparison> {
  const targets = new TargetTallies(MOST_TARGETS);
  const sides = { before: new ComparedSide("before", targets), after: new ComparedSide("after", targets) };
  for (const name of readingOrder(named)) await readSide(inputs[name], sides[name], reading);
  return compareSides(sides.before, sides.after, targets);
}

/** What the report calls each side: its name, the number of captures if there are several, and how much a filter keeps. */
export function namesOf(named: NamedSides, { before, after }: SideComparison): NamedSides {
  const nameOf = ({ name, captures: { length }, total, leftOut }: ComparedSide): string => {
    const few = length === 1 ? [] : [`${length} captures`];
    const kept = leftOut === null ? [] : [`${matchText(total.responses, leftOut)}`];
    const facts = [...few, ...kept].join(", ");
    return displayName(named[name]) + (facts === "" ? "" : ` (${facts})`);
  };
  return { before: nameOf(before), after: nameOf(after) };
}

/** Standard input first: strace, and with it the server, waits when the pipe between them and this process is full. */
function readingOrder(named: NamedSides): SideName[] {
  return SIDES.toSorted((one, other) => Number(named[other] === STDIN) - Number(named[one] === STDIN));
}
