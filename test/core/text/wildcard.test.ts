import fc from "fast-check";
import { expect, test } from "vitest";
import { matcher } from "../../../src/core/text/wildcard.js";
import { budget } from "../../budget.js";

const matches = (pattern: string, text: string): boolean => matcher(pattern)(text);

test("a pattern without a star matches only the same text", () => {
  expect(matches("/a", "/a")).toBe(true);
  expect(matches("/a", "/ab")).toBe(false);
  expect(matches("/a.c", "/abc")).toBe(false);
});

test("a star matches any text, even an empty one, and slashes too", () => {
  expect(matches("/files/*", "/files/")).toBe(true);
  expect(matches("/files/*", "/files/a/b?c")).toBe(true);
  expect(matches("127.0.0.1:*", "127.0.0.1:5000")).toBe(true);
  expect(matches("*.png", "/a.png")).toBe(true);
  expect(matches("*.png", "/a.png?b")).toBe(false);
  expect(matches("*", "")).toBe(true);
});

test("two parts of the pattern cannot match the same character", () => {
  expect(matches("/aa*aa", "/aaa")).toBe(false);
  expect(matches("a*b*a", "aba")).toBe(true);
  expect(matches("a*b*a", "aa")).toBe(false);
});

test("it agrees with a regular expression", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 8 });
  const pattern = fc.string({ unit: fc.constantFrom("a", "b", "/", "*"), maxLength: 6 });
  fc.assert(
    fc.property(pattern, text, (wanted, given) => {
      expect(matches(wanted, given)).toBe(new RegExp(`^${wanted.replaceAll("*", ".*")}$`).test(given));
    }),
    budget(2000),
  );
});
