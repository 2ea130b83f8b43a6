import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { StraceReader } from "../../../src/index.js";
import { FAMOUS, type Policy } from "../../../src/tools/simulate/parameters.js";
import { simulate } from "../../../src/tools/simulate/simulate.js";
import { DIALECTS, type DialectName } from "../../../src/tools/simulate/strace/dialects.js";
import { traceText } from "../../../src/tools/simulate/strace/trace.js";

/** What is left of a line without its numbers and strings: its columns, names, brackets and spaces. */
function shapeOf(text: string): string {
  return text
    .replace(/"(?:[^"\\]|\\.)*"(?:\.\.\.)?/g, '"S"')
    .replace(/0x[0-9a-f]+/g, "0xN")
    .replace(/\d+/g, "N");
}

/** Every call of a capture, its halves joined: the place at which strace cuts a line depends on chance. */
function callsOf(text: string): Set<string> {
  const calls = new Set<string>();
  const reader = new StraceReader((event) => {
    if (event.kind !== "call") return;
    const { name, argumentsText, result } = event.call;
    calls.add(
      shapeOf(`${name}(${argumentsText}) = ${result.error ?? "N"}${result.decoration ? `<${result.decoration}>` : ""}`),
    );
  });
  for (const line of text.split("\n")) {
    const bytes = Buffer.from(line, "latin1");
    if (line !== "") reader.read(bytes, 0, bytes.length);
  }
  reader.finish();
  return calls;
}

/** What is printed before and after a call or an event: pid, time, `resumed`, `unfinished`, padding. */
function framesOf(text: string): Set<string> {
  const frames = text.split("\n").map((line) => {
    return shapeOf(line)
      .replace(/\w+\(.*(?=\) += |, {2}<unf| <unf)/, "CALL(")
      .replace(/<\.\.\. \w+ resumed>.*(?=\) += | <unf)/, "<... CALL resumed>")
      .replace(/ {2,}= /, " = ")
      .replace(/ = -?[\dN].*/, " = RESULT");
  });
  return new Set(frames);
}

const recorded = (names: readonly string[]): string =>
  names.map((name) => readFileSync(`samples/${name}.strace`, "utf8")).join("");

function simulated(policies: readonly Policy[], transport: "tcp" | "unix", dialect: DialectName): string {
  const texts = policies.map((policy) => {
    const server = { ...FAMOUS.server, transport, policy };
    return traceText(simulate({ server, clients: [FAMOUS.client], seed: 3, stop: null }).trace, DIALECTS[dialect]);
  });
  return texts.join("");
}

/**
 * What the recordings cannot show: other paths; threads if the filter had no `process`; a main thread that a signal
 * finds in epoll_wait, as strace prints it (`= -1 EINTR`).
 */
const UNRECORDED = /^(?:execve|bind|cloneN)\(|= EINTR$|attached$|parent_tid/;

const BUG: readonly Policy[] = ["discard-pending"];
const BUG_AND_FIX: readonly Policy[] = ["discard-pending", "flush-before-shutdown"];
const UNIX = ["hyper-14.9MB-truncated", "hyper-fixed-14.9MB", "hyper-2MB-truncated", "hyper-keep-alive-unread-post"];

describe.each([
  ["unix", "standard", BUG_AND_FIX, UNIX],
  ["tcp", "standard", BUG, ["hyper-tcp-14.9MB-truncated"]],
  ["unix", "relative", BUG, ["hyper-plain-hex"]],
  ["unix", "narrow", BUG, ["hyper-narrow-filter-3-requests"]],
] as const)("a simulated %s server under strace in the dialect %s, beside a recording", (transport, dialect, policies, samples) => {
  const text = simulated(policies, transport, dialect);
  const recording = recorded(samples);

  test("every call is printed as the recording prints it", () => {
    const known = callsOf(recording);
    const other = [...callsOf(text)].filter((call) => !known.has(call) && !UNRECORDED.test(call));
    expect(other).toEqual([]);
  });

  test("and so is what stands around it", () => {
    const known = framesOf(recording);
    expect([...framesOf(text)].filter((frame) => !known.has(frame) && !UNRECORDED.test(frame))).toEqual([]);
  });
});
