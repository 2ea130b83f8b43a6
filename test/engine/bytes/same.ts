import { expect } from "vitest";
import { expectSame } from "../differences.js";
import { lengthOf } from "./facts.js";
import { reportedBy } from "./reported.js";

/** A listener hears the same whoever reads the lines, and of a call all bytes are classified or none. Returns how many calls moved bytes. */
export function same(text: string, chunk?: number): number {
  const { said } = reportedBy("reader", text, chunk);
  const found = reportedBy("engine", text, chunk);
  expectSame(found.said, said);
  for (const { event, taken } of found.taken) {
    const classified = taken.reduce((sum, { bytes }) => sum + bytes, 0);
    const all = event.kind === "read" || event.returned ? lengthOf(event) : classified;
    expect([0, all], `line ${event.line}`).toContain(classified); // none of what is not HTTP
  }
  return found.taken.length;
}
