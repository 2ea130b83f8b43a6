import { describe, expect, test } from "vitest";
import type { LeftOut, TracedCalls } from "../../../src/core/syscalls/traced-calls.js";
import { isIt } from "./asker.js";
import { setTraced } from "./filters.js";

/** The questions with their numbers (test/engine/assembly/asks-filter.ts). */
const QUESTIONS = [
  ["every write", 0],
  ["desc", 4],
  ["plain reads", 5],
  ["plain calls", 6],
  ["reads", 7],
  ["accept", 8],
  ["shutdown", 9],
  ["hang-ups", 10],
  ["polls", 11],
  ["waits", 12],
  ["copies", 13],
  ["close", 14],
] as const;
const ALL = QUESTIONS.map(([name]) => name);

const HIDES_SUCCESSES = 1;
const HIDES_FAILURES = 2;
const HIDES_SIGNALS = 3;

function shownBy(traced: TracedCalls): string[] {
  setTraced(traced);
  return QUESTIONS.flatMap(([name, which]) => (isIt("answerOfFilter", which) ? name : []));
}

/** What a capture shows in which these calls appear, when nothing says how strace was called. */
const seen = (calls: string[]) => shownBy({ basis: "seen", has: (name) => calls.includes(name) });
/** What a capture shows that was recorded with this list after `-e trace=`. */
const listed = (calls: string[]) => shownBy({ basis: "listed", has: (name) => calls.includes(name) });
/** What a capture shows that was recorded with this list after `-e trace=!`. */
const excepted = (calls: string[]) => shownBy({ basis: "excepted", has: (name) => !calls.includes(name) });

describe("without a list, a call that appears stands for its kind, and a telling one for its class", () => {
  test.each([
    ["", ""],
    ["recvfrom sendto", "reads"],
    ["read", "desc, plain reads, reads, hang-ups, polls"],
    ["close", "desc, close"],
    ["shutdown", "shutdown"],
    ["accept4", "accept, shutdown"],
    ["setsockopt", "accept, shutdown"],
    ["epoll_wait", "desc, hang-ups, polls, waits"],
    ["epoll_ctl", "desc, plain reads, reads, hang-ups, polls, waits, close"],
    ["accept4 read", "desc, plain reads, reads, accept, shutdown, hang-ups, polls"],
    ["accept4 close", "desc, accept, shutdown, close"],
    ["read close", "desc, plain reads, reads, hang-ups, polls, close"],
    ["accept4 read close", "desc, plain reads, plain calls, reads, accept, shutdown, hang-ups, polls, close"],
    ["splice", "desc, copies"],
    ["sendfile", "copies"], // it is in desc and in network
  ])("%s: %s", (calls, shown) => expect(seen(calls.split(" ")).join(", ")).toBe(shown));

  test("no write is hidden when desc and network were traced, or every call", () => {
    expect(seen(["epoll_ctl", "recvfrom"])).toContain("every write");
    expect(seen(["epoll_ctl", "sendfile"])).not.toContain("every write"); // -e trace=desc shows sendfile too
    expect(seen(["read", "recvfrom"])).not.toContain("every write"); // a list by hand may have both
    expect(seen(["futex"])).toEqual(["every write", "desc"]); // futex is in no class
  });
});

describe("in a list, only what it names is traced", () => {
  const CARRIERS = ["write", "writev", "sendto", "sendmsg", "sendfile", "splice"];

  test.each([
    ["read", "plain reads, reads, hang-ups"],
    ["accept4", "accept"],
    ["setsockopt", ""],
    ["shutdown", "shutdown"],
    ["poll", "hang-ups, polls, waits"],
    ["epoll_ctl recvfrom", "reads, hang-ups"],
    ["recvfrom", "reads"],
    ["splice", "desc"],
    ["sendfile splice", "desc, copies"],
    ["close", "close"],
  ])("%s: %s", (calls, shown) => expect(listed(calls.split(" ")).join(", ")).toBe(shown));

  test("no write is hidden when each call is there by which servers write", () => {
    expect(listed(CARRIERS)).toContain("every write");
    for (const call of CARRIERS)
      expect(listed(CARRIERS.filter((other) => other !== call))).not.toContain("every write");
  });
});

describe("a list of exceptions hides what it names, and the kind of it if one call of the kind is enough to miss", () => {
  test.each([
    ["fcntl", []],
    ["write", ["every write"]],
    ["splice", ["every write", "copies"]],
    ["sendfile", ["every write", "copies"]],
    ["read", ["plain reads"]],
    ["close", ["plain calls", "close"]],
    ["accept4", ["accept"]],
    ["shutdown", ["shutdown"]],
    ["epoll_wait", []], // another poll may be the program's
  ])("%s", (call, hidden) => {
    const expected: readonly string[] = hidden;
    expect(excepted([call])).toEqual(ALL.filter((name) => !expected.includes(name)));
  });
});

describe("what options beside the list leave out", () => {
  const left = (leftOut?: Partial<LeftOut> | null) => {
    const whole = leftOut && { failed: false, successful: false, signals: false, ...leftOut };
    setTraced({ basis: "seen", has: () => true, ...(whole !== undefined && { leftOut: whole }) });
    return [HIDES_FAILURES, HIDES_SUCCESSES, HIDES_SIGNALS].map((which) => isIt("answerOfFilter", which));
  };

  test.each([
    ["nothing", undefined, [false, false, false]],
    ["nothing that is known", null, [false, false, false]],
    ["-z", { failed: true }, [true, false, false]],
    ["-Z", { successful: true }, [false, true, false]],
    ["-e signal=none", { signals: true }, [false, false, true]],
  ])("%s", (_, leftOut, hides) => expect(left(leftOut)).toEqual(hides));
});
