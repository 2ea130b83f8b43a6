import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import { type Facts, lengthOf } from "./facts.js";
import { reportedBy } from "./reported.js";

/** So many differences are shown: those after them are mostly their consequences. */
const MOST = 12;

/** A listener hears the same whoever reads the lines, and of a call all bytes are classified or none. Returns how many calls moved bytes. */
export function same(text: string, chunk?: number): number {
  const { said } = reportedBy("reader", text, chunk);
  const found = reportedBy("engine", text, chunk);
  if (!isDeepStrictEqual(found.said, said)) expect.fail(differences(found.said, said).slice(0, MOST).join("\n"));
  for (const { event, taken } of found.taken) {
    const classified = taken.reduce((sum, { bytes }) => sum + bytes, 0);
    const all = event.kind === "read" || event.returned ? lengthOf(event) : classified;
    expect([0, all], `line ${event.line}`).toContain(classified); // none of what is not HTTP
  }
  return found.taken.length;
}

/** What differs, by its place. */
function differences(found: unknown, expected: unknown, path = "said"): string[] {
  if (isDeepStrictEqual(found, expected)) return [];
  if (!isObject(found) || !isObject(expected)) {
    return [`${path}: ${JSON.stringify(found)} should be ${JSON.stringify(expected)}`];
  }
  const names = new Set([...Object.keys(found), ...Object.keys(expected)]);
  return [...names].flatMap((name) => differences(found[name], expected[name], `${path}.${name}`));
}

function isObject(value: unknown): value is Facts {
  return typeof value === "object" && value !== null;
}
