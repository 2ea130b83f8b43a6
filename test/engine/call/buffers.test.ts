import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Value } from "../../../src/core/strace/arguments/value.js";
import { Syscall } from "../../../src/core/strace/call/syscall.js";
import { beforeMark } from "../../../src/core/strace/line/pasted/elided-text.js";
import { NO_RESULT } from "../../../src/core/strace/line/result/result.js";
import { budget } from "../../budget.js";
import { printValue } from "../../core/strace/print.js";
import { ask, withText } from "./asker.js";
import { corpusCalls } from "./calls.js";
import { equal } from "./equal.js";
import { sameBuffers } from "./same-buffers.js";

const AT = { pid: null, line: 1, time: null };

/** A call that moves bytes. */
interface Transfer {
  readonly name: string;
  readonly text: string;
  readonly value: number | null;
  readonly dumps: readonly string[];
  readonly part: Syscall["part"];
}

function callOf({ name, text, value, dumps, part }: Transfer): Syscall {
  const call = new Syscall(name, null, text, { ...NO_RESULT, value }, AT, AT, part);
  for (const [index, dump] of dumps.entries()) call.addDump(index, dump);
  return call;
}

const corpus = [...corpusCalls()].filter((call) => sameBuffers(call));
const fromCorpus = fc.constantFrom(...corpus);

const bytes = fc.oneof(
  { weight: 4, arbitrary: fc.uint8Array({ maxLength: 30 }).map((all) => Buffer.from(all).toString("latin1")) },
  {
    weight: 2,
    arbitrary: fc.constantFrom("", "HTTP/1.1 200 OK\r\n", "a <snip> b", "x...", "a(12 more bytes)b", "[ cut ]"),
  },
  { weight: 1, arbitrary: fc.nat(5000).map((length) => "\r\\\0xyz\u00ff".repeat(length).slice(0, length)) },
);
const string: fc.Arbitrary<Value> = fc
  .record({ bytes, cut: fc.boolean() })
  .map((each) => ({ kind: "string", ...each }));
const address: Value = { kind: "symbol", text: "NULL" };
const leftOut: Value = { kind: "symbol", text: "..." };
const buffer: fc.Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: string },
  { weight: 1, arbitrary: fc.constantFrom(address, leftOut) },
);
const integer = (value: number): Value => ({ kind: "integer", value, text: String(value) });
/** Mostly the count of the buffer; others too, and none. */
const counted: fc.Arbitrary<readonly [Value, Value]> = fc
  .tuple(buffer, fc.oneof(fc.constant(null), fc.nat(60), fc.constantFrom(-1, 5000, 0x7fffffff)), fc.nat(20))
  .map(([base, count, kind]) => {
    const length = base.kind === "string" ? base.bytes.length : 7;
    return [base, kind === 0 ? leftOut : integer(count ?? length)] as const;
  });
const iovec: fc.Arbitrary<Value> = fc.tuple(fc.array(counted, { maxLength: 4 }), fc.nat(12)).map(([all, kind]) => ({
  kind: "array",
  items: all.map(([base, length]) => ({
    kind: "struct",
    members: kind === 0 ? [unnamed(base), unnamed(length)] : [named("iov_base", base), named("iov_len", length)],
    cut: false,
  })),
  cut: kind === 1,
  negated: false,
}));
const named = (name: string, value: Value) => ({ name, value });
const unnamed = (value: Value) => ({ name: null, value });
const message: fc.Arbitrary<Value> = iovec.map((vector) => ({
  kind: "struct",
  members: [named("msg_name", address), named("msg_iov", vector), named("msg_iovlen", integer(2))],
  cut: false,
}));
const messages: fc.Arbitrary<Value> = fc
  .tuple(fc.array(fc.tuple(message, fc.nat(60)), { maxLength: 3 }), fc.nat(9))
  .map(([all, kind]) => ({
    kind: "array",
    items: all.map(([header, length]) => ({
      kind: "struct",
      members: [named("msg_hdr", header), ...(kind === 0 ? [] : [named("msg_len", integer(length))])],
      cut: false,
    })),
    cut: kind === 1,
    negated: false,
  }));
const fd = fc.constantFrom("7", "7<TCP:[127.0.0.1:80->127.0.0.1:5000]>", "fd=7", '7<UNIX-STREAM:[5->6,"/a>b"]>');
const flags = fc.constantFrom(
  "",
  ", 0",
  ", MSG_PEEK",
  ", 0x2",
  ", MSG_MORE|MSG_NOSIGNAL",
  ", MSG_DONTWAIT, NULL, NULL",
);
const how = fc.constantFrom<"octal" | "-x" | "-xx">("octal", "-x", "-xx");
const texts: fc.Arbitrary<readonly [string, string]> = fc
  .oneof(
    fc
      .tuple(fc.constantFrom("write", "read", "sendto", "recvfrom"), counted, how, flags)
      .map(([name, [base, count], strings, rest]) => {
        return [name, `${printed(base, strings)}, ${printed(count, strings)}${rest}`] as const;
      }),
    fc.tuple(fc.constantFrom("writev", "readv"), iovec, how, fc.constant(", 2")).map(withValue),
    fc.tuple(fc.constantFrom("sendmsg", "recvmsg"), message, how, flags).map(withValue),
    fc.tuple(fc.constantFrom("sendmmsg", "recvmmsg"), messages, how, fc.constant(", 2, 0")).map(withValue),
  )
  .chain(([name, text]) => fd.map((first) => [name, `${first}, ${text}`] as const));

function withValue([name, value, strings, rest]: readonly [string, Value, "octal" | "-x" | "-xx", string]): readonly [
  string,
  string,
] {
  return [name, printed(value, strings) + rest];
}

function printed(value: Value, strings: "octal" | "-x" | "-xx"): string {
  return printValue(value, { strings }).replaceAll("null=", "");
}

const transfers: fc.Arbitrary<Transfer> = fc
  .record({
    call: texts,
    value: fc.oneof(fc.constantFrom(null, -1, 0), fc.nat(80), fc.nat(10_000)),
    dumps: fc.oneof(
      { weight: 3, arbitrary: fc.constant<string[]>([]) },
      { weight: 1, arbitrary: fc.array(bytes, { maxLength: 3 }) },
    ),
    part: fc.constantFrom<Syscall["part"]>("whole", "whole", "whole", "unfinished", "resumed"),
  })
  .map(({ call: [name, text], ...rest }) => ({ name, text, ...rest }));

describe("the engine's buffers are the core's", () => {
  test("in every call of the samples and of the specs", () => {
    expect(corpus.length).toBeGreaterThan(2_000);
  });

  test("in calls at random", () => {
    fc.assert(
      fc.property(transfers, (each) => {
        equal(sameBuffers(callOf(each)), true);
      }),
      budget(1_500),
    );
  });

  test("in calls that are cut, or changed by a byte", () => {
    const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from(" \"'(),/<=>[]{}~\\.0x9-")));
    fc.assert(
      fc.property(
        fc.oneof(transfers.map(callOf), fromCorpus),
        fc.nat(),
        byte,
        fc.boolean(),
        (call, place, code, cuts) => {
          const text = Buffer.from(call.argumentsText, "latin1");
          const at = place % (text.length + 1);
          if (!cuts && at < text.length && code !== 0x0a) text[at] = code;
          const changed = (cuts ? text.subarray(0, at) : text).toString("latin1");
          const { name, result, dumps, part } = call;
          sameBuffers(callOf({ name, text: changed, value: result.value, dumps, part }));
        },
      ),
      budget(1_500),
    );
  });

  test("to the first mark that a person put into them", () => {
    const pieces =
      '( [ < { ) ] > } . .. ... snip cut more Snipped elided x y = " \r \t \u00e2\u0080\u00a6 \u00c2\u0080\u00a6 _ é'.split(
        " ",
      );
    const parts = fc.constantFrom(...pieces, " ", " ", "   ", "a".repeat(39), "b c".repeat(13), "more".repeat(2));
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (all) => {
        const text = all.join("");
        const end = withText(text, (start, stop) => ask("beforeMark", start, stop) - start);
        equal(text.slice(0, end), beforeMark(text));
      }),
      budget(1_500),
    );
  });
});
