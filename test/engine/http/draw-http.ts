import fc from "fast-check";
import { ALL, Conversation, type DrawnConnection, type Line, type Step } from "./conversation.js";
import { drawnExchange } from "./draw-messages.js";

/** How a capture was recorded. */
interface Recording {
  readonly limit: number;
  readonly isDecorated: boolean;
  readonly hasPids: boolean;
  readonly hasTimes: boolean;
  /** The calls that a filter lets through; null without one. */
  readonly calls: readonly string[] | null;
}

const usual = <T>(weight: number, value: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(value) }, fc.constantFrom(...others));

const step: fc.Arbitrary<Step> = fc.record({
  call: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom("in" as const, "out" as const) },
    fc.constantFrom(...(["refused", "failed", "unreturned", "writable", "hangup", "eof", "linger", "ring"] as const)),
  ),
  size: usual(2, ALL, 0.5, 0.1, 1, 20, 5, 100, 3000),
  short: usual(4, 0, 1, 10, 500),
  by: fc.nat(3),
  wait: usual(5, 0.001, 0.01, 0.2, 0.35, 1, 6, 31),
});
const connection: fc.Arbitrary<DrawnConnection> = fc.record({
  isClient: usual(3, false, true),
  isOpenSeen: usual(3, true, false),
  exchanges: fc.array(drawnExchange, { minLength: 1, maxLength: 4 }),
  steps: fc.array(step, { maxLength: 14 }),
  share: usual(1, 1, 0.3, 0.6, 0.8, 0.95),
  halves: usual(3, 0, 1, 2),
  isEndedByOther: usual(4, false, true),
  end: usual(2, "close", "shut-wr", "shut-rdwr", "eof", "reset", "exit", "killed", "none", "shut-rd", "late", "quit"),
});
const NAMES = ["accept4", "connect", "socket", "read", "write", "writev", "sendto", "close", "shutdown", "epoll_wait"];
const recording: fc.Arbitrary<Recording> = fc.record({
  limit: usual(4, 9_000, 16, 32, 200),
  isDecorated: fc.boolean(),
  hasPids: fc.boolean(),
  hasTimes: fc.boolean(),
  calls: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, fc.subarray(NAMES, { minLength: 4 })),
});

/** Captures of servers and clients, whose peers, networks and programs do anything. */
export const drawnHttp: fc.Arbitrary<string> = fc
  .record({ connections: fc.array(connection, { minLength: 1, maxLength: 3 }), recording, mix: fc.nat(9) })
  .map(({ connections, recording: how, mix }) => {
    const all = connections.map((each, index) => new Conversation(each, index, how.limit, how.isDecorated).lines);
    let clock = FIRST_SECOND;
    const texts = interleaved(all, mix).flatMap((line) => {
      clock += line.wait;
      return isShown(line, how) ? `${written(line, how, clock)}\n` : [];
    });
    return texts.join("");
  });

const FIRST_SECOND = 1_700_000_000;

function isShown({ text }: Line, { calls }: Recording): boolean {
  const name = /^(?:<\.\.\. )?(\w+)(?:\(| resumed)/.exec(text)?.[1];
  return name === undefined || calls === null || calls.includes(name);
}

function written({ pid, text }: Line, { hasPids, hasTimes }: Recording, time: number): string {
  return `${hasPids ? `${pid} ` : ""}${hasTimes ? `${time.toFixed(6)} ` : ""}${text}`;
}

/** The lines of several connections, a few of each at a time. */
function interleaved(all: readonly (readonly Line[])[], mix: number): Line[] {
  const left = all.map((lines) => [...lines]);
  const mixed: Line[] = [];
  for (let turn = 0; left.some((lines) => lines.length > 0); turn++) {
    mixed.push(...(left[turn % left.length]?.splice(0, 1 + ((turn * 7 + mix) % 4)) ?? []));
  }
  return mixed;
}
