import { describe, expect, test } from "vitest";
import { applyLevels } from "../../../src/core/rules/active-rule.js";
import { guarded } from "../../../src/core/rules/guarded.js";
import { analyzeText, defineRule, type Rule, rules } from "../../../src/index.js";

const CAPTURE = `
10 accept4(3, {sa_family=AF_INET, sin_port=htons(5000), sin_addr=inet_addr("127.0.0.1")}, [16], SOCK_CLOEXEC) = 7
10 read(7, "GET /a HTTP/1.1\\r\\n\\r\\n", 8192) = 19
10 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nhello", 43) = 43
10 close(7) = 0
`.trimStart();

const everyResponse = defineRule({
  id: "every-response",
  level: "note",
  summary: "a response",
  message: ({ exchange }) => `${exchange?.response?.acceptedBytes} bytes`,
  why: "it is there",
  advice: "nothing",
  matches: ({ about }) => about === "response",
});

/** The findings of a custom rule like this one, as it is guarded. */
function findings(change: Partial<Rule> | Readonly<Record<string, unknown>>): string[] {
  const inForce = applyLevels([{ ...everyResponse, ...change } as Rule], new Map(), "unflushed.config.mjs");
  const found = analyzeText(CAPTURE, {}, { rules: guarded(inForce, "a.strace") }).findings;
  return found.map(({ finding }) => `${finding.line} ${finding.rule.message(finding.judgement)}`);
}

test("a rule that works is let alone", () => {
  expect(findings({})).toEqual(["3 5 bytes"]);
});

test("what is no boolean counts as JavaScript counts it", () => {
  expect(findings({ matches: () => undefined })).toEqual([]);
  expect(findings({ matches: () => "yes" })).toEqual(["3 5 bytes"]);
});

const fails = (message: string) => ({
  code: "rule-failed",
  message: `the rule every-response failed at a.strace:3 (${message}): mend it in unflushed.config.mjs, or turn it off with --rule every-response=off`,
});

test("one that throws is told with its name, its file, and the line of the capture", () => {
  const throws = (): never => {
    throw new RangeError("too far\nout");
  };
  expect(() => findings({ matches: throws })).toThrow(expect.objectContaining(fails("RangeError: too far")));
  expect(() => findings({ message: throws })).toThrow(expect.objectContaining(fails("RangeError: too far")));
});

test("an asynchronous one would always match: it is an error, and its own errors end nothing", () => {
  const rejects = async (): Promise<boolean> => {
    throw new Error("later");
  };
  const expected = fails("TypeError: matches() is asynchronous: a rule answers at once");
  expect(() => findings({ matches: rejects })).toThrow(expect.objectContaining(expected));
});

test("what is said must be a text", () => {
  expect(() => findings({ message: () => undefined })).toThrow(
    expect.objectContaining(fails("TypeError: message() returned no text")),
  );
});

describe("the level that a custom rule gives to a judgement", () => {
  const levels = (change: object): string[] => {
    const inForce = applyLevels([{ ...everyResponse, ...change } as Rule], new Map(), "unflushed.config.mjs");
    return analyzeText(CAPTURE, {}, { rules: guarded(inForce, "a.strace") }).findings.map(
      ({ finding }) => finding.level,
    );
  };

  test("is the rule's own without levelOf, and else what levelOf returns", () => {
    expect(levels({})).toEqual(["note"]);
    expect(levels({ levelOf: () => "error" })).toEqual(["error"]);
    expect(levels({ levelOf: () => "warning" })).toEqual(["warning"]);
  });

  test("must be a level", () => {
    const expected = fails("TypeError: levelOf() returned no level: error, warning, note");
    for (const value of ["off", undefined, "", 1])
      expect(() => levels({ levelOf: () => value })).toThrow(expect.objectContaining(expected));
  });

  test("is given at once", () => {
    const expected = fails("TypeError: levelOf() is asynchronous: a rule answers at once");
    expect(() => levels({ levelOf: async () => "error" })).toThrow(expect.objectContaining(expected));
  });

  test("is asked for only if the user has set none", () => {
    const rule: Rule = { ...everyResponse, levelOf: () => "error" };
    expect(applyLevels([rule])[0]?.levelOf).toBe(rule.levelOf);
    expect(applyLevels([rule], new Map([["every-response", "warning"]]))[0]).not.toHaveProperty("levelOf");
    expect(applyLevels([everyResponse])[0]).not.toHaveProperty("levelOf");
  });
});

test("what is thrown need not be an Error", () => {
  const throwing = (thrown: unknown) => () => {
    throw thrown;
  };
  expect(() => findings({ matches: throwing("too far\nout") })).toThrow(expect.objectContaining(fails("too far")));
  expect(() => findings({ matches: throwing(7) })).toThrow(expect.objectContaining(fails("no Error")));
  expect(() => findings({ matches: throwing(undefined) })).toThrow(expect.objectContaining(fails("no Error")));
});

test("an empty text is none, and an asynchronous one neither", () => {
  const failing = (message: string) => expect.objectContaining(fails(message));
  expect(() => findings({ message: () => "" })).toThrow(failing("TypeError: message() returned no text"));
  expect(() => findings({ message: async () => "later" })).toThrow(
    failing("TypeError: message() is asynchronous: a rule answers at once"),
  );
});

test("built-in rules are not wrapped", () => {
  const inForce = applyLevels(rules);
  for (const [index, rule] of guarded(inForce, "a.strace").entries()) expect(rule).toBe(inForce[index]);
});

test("the rules that an analyzer is given are the only ones, in their order", () => {
  const twice = [
    { ...everyResponse, id: "b" },
    { ...everyResponse, id: "a" },
  ];
  expect(analyzeText(CAPTURE, {}, { rules: twice }).findings.map(({ finding }) => finding.rule.id)).toEqual(["b", "a"]);
  expect(analyzeText(CAPTURE, {}, { rules: [] }).findings).toEqual([]);
});

test("a level is what a rule's findings get, and off is none", () => {
  const levels = new Map([["race-window", "error"] as const, ["peer-aborted", "off"] as const]);
  const inForce = applyLevels(rules, levels);
  expect(inForce.map(({ id }) => id)).toEqual(rules.map(({ id }) => id).filter((id) => id !== "peer-aborted"));
  expect(inForce.find(({ id }) => id === "race-window")).toMatchObject({ level: "error", defaultLevel: "note" });
  expect(inForce.find(({ id }) => id === "response-stalled")).toMatchObject({
    level: "warning",
    defaultLevel: "warning",
  });
});
