import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";

/** So many differences are shown: those after them are mostly their consequences. */
const MOST = 12;

/** Fails with what differs, by its place: a diff of two long lists would show too much. */
export function expectSame(found: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(found, expected)) expect.fail(differences(found, expected, "").slice(0, MOST).join("\n"));
}

function differences(found: unknown, expected: unknown, path: string): string[] {
  if (isDeepStrictEqual(found, expected)) return [];
  if (!isObject(found) || !isObject(expected)) {
    return [`${path}: ${JSON.stringify(found)} should be ${JSON.stringify(expected)}`];
  }
  const names = new Set([...Object.keys(found), ...Object.keys(expected)]);
  return [...names].flatMap((name) => differences(found[name], expected[name], `${path}.${name}`));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
