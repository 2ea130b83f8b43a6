import fc from "fast-check";
import type { Value } from "../../../src/core/strace/arguments/value.js";
import { share as anyShare } from "../../share.js";

/** How a capture was recorded: what decides the looks of a line, not what happened. */
export interface Dialect {
  readonly pid: "none" | "[pid N]" | "N" | "N<comm>" | "[pid N<comm>]";
  readonly time: "none" | "-t" | "-tt" | "-ttt" | "-ttt s" | "ns" | "-r" | "-t -r";
  readonly number: boolean;
  readonly pointer: boolean;
  readonly durations: boolean;
  readonly strings: "octal" | "-x" | "-xx";
  readonly column: number;
  /** Where the call is cut in two, as a share of its length; null for one line. */
  readonly split: number | null;
  readonly commaIn: "head" | "tail";
}

export const dialects: fc.Arbitrary<Dialect> = fc.record({
  pid: fc.constantFrom<Dialect["pid"]>("none", "[pid N]", "N", "N<comm>", "[pid N<comm>]"),
  time: fc.constantFrom<Dialect["time"]>("none", "-t", "-tt", "-ttt", "-ttt s", "ns", "-r", "-t -r"),
  number: fc.boolean(),
  pointer: fc.boolean(),
  durations: fc.boolean(),
  strings: fc.constantFrom<Dialect["strings"]>("octal", "-x", "-xx"),
  column: fc.constantFrom(1, 40, 90),
  split: fc.option(anyShare, { nil: null }),
  commaIn: fc.constantFrom("head", "tail"),
});

/** What happened, and what reading it back must give. */
export interface Call {
  readonly name: string;
  readonly args: readonly Value[];
  readonly result: {
    readonly text: string;
    readonly value: number | null;
    readonly error: string | null;
    readonly remarks: readonly string[];
  };
}

const name = fc.stringMatching(/^[a-z_][a-z_0-9]{0,12}$/);
const constant = fc.stringMatching(/^[A-Z][A-Z0-9_]{1,10}$/).filter((text) => text !== "NULL");
const integer: fc.Arbitrary<Value> = fc.oneof(
  fc.integer().map((value) => ({ kind: "integer" as const, value, text: String(value) })),
  fc.nat().map((value) => ({ kind: "integer" as const, value, text: `0x${value.toString(16)}` })),
  fc.nat(0o7777).map((value) => ({ kind: "integer" as const, value, text: `0${value.toString(8)}` })),
);
const decoration = fc.constantFrom(
  "/srv/a b (1), c = 2",
  "/dev/null<char 1:3>",
  "TCP:[127.0.0.1:80->127.0.0.1:5000]",
  "TCPv6:[[::1]:80->[::1]:81]",
  'UNIX-STREAM:[53->54,"/srv s>]\\"x"]',
  "socket:[123]",
  "anon_inode:[eventpoll]",
  "pid:123<sh>",
);
const fd: fc.Arbitrary<Value> = fc.record({ value: fc.nat(1023), decoration }).map(({ value, decoration }) => ({
  kind: "integer" as const,
  value,
  text: String(value),
  decoration,
}));
const commented: fc.Arbitrary<Value> = fc
  .record({ value: fc.nat(), comment: fc.constantFrom("AT_FDCWD", "3 vars", "A(0 /* B */, 1)", "send, or (not)") })
  .map(({ value, comment }) => ({ kind: "integer" as const, value, text: String(value), comment }));
const string: fc.Arbitrary<Value> = fc
  .record({
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
      fc.constantFrom(
        ") = 5",
        " <unfinished ...>",
        "--- SIGTERM ---",
        "+++ exited with 0 +++",
        '"), "',
        "\\",
        "/* no */",
      ),
    ),
    cut: fc.boolean(),
  })
  .map(({ bytes, cut }) => ({ kind: "string" as const, bytes, cut }));
const symbol: fc.Arbitrary<Value> = constant.map((text) => ({ kind: "symbol" as const, text }));
const flags: fc.Arbitrary<Value> = fc.array(fc.oneof(symbol, integer), { minLength: 2, maxLength: 4 }).map((parts) => ({
  kind: "flags" as const,
  parts,
  operators: parts.map((_, index) => (index === 0 ? "" : "|")),
}));
const set: fc.Arbitrary<Value> = fc
  .record({ parts: fc.array(symbol, { minLength: 2, maxLength: 4 }), negated: fc.boolean() })
  .map(({ parts, negated }) => ({
    kind: "array" as const,
    items: [{ kind: "flags" as const, parts, operators: parts.map(() => "") }],
    cut: false,
    negated,
  }));

export const values: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    integer,
    fd,
    commented,
    string,
    symbol,
    fc.constant<Value>({ kind: "symbol", text: "NULL" }),
    flags,
    set,
    fc
      .record({ items: fc.array(tie("value"), { minLength: 1, maxLength: 4 }), cut: fc.boolean() })
      .map(({ items, cut }) => ({ kind: "array" as const, items, cut, negated: false })),
    fc
      .record({
        members: fc.array(fc.record({ name: name, value: tie("value") }), { minLength: 1, maxLength: 4 }),
        cut: fc.boolean(),
      })
      .map(({ members, cut }) => ({ kind: "struct" as const, members, cut })),
    fc
      .record({
        name: fc.constantFrom("htons", "makedev", "inet_addr"),
        args: fc.array(tie("value"), { maxLength: 2 }),
      })
      .map(({ name, args }) => ({ kind: "call" as const, name, args })),
    fc.record({ before: integer, after: integer }).map((both) => ({ kind: "change" as const, ...both })),
  ),
})).value;

const remarks = fc.subarray(["Timeout", "flags O_RDWR|O_NONBLOCK", "[{fd=3, revents=POLLIN}]", "INJECTED", "DELAYED"]);
const results = fc.oneof(
  fc.record({ value: fc.integer({ min: -1 }), remarks }).map(({ value, remarks }) => ({
    text: [String(value), ...remarks.map((remark) => `(${remark})`)].join(" "),
    value,
    error: null,
    remarks,
  })),
  fc.constant({ text: "-1 EAGAIN (Resource temporarily unavailable)", value: -1, error: "EAGAIN", remarks: [] }),
  fc.constant({
    text: "? ERESTARTSYS (To be restarted if SA_RESTART is set)",
    value: null,
    error: "ERESTARTSYS",
    remarks: [],
  }),
  fc.constant({ text: "?", value: null, error: null, remarks: [] }),
);

/** Arguments keep no names, as handlers see them. */
export const calls: fc.Arbitrary<Call> = fc.record({
  name: name.filter((text) => text !== "write" && text.length > 1),
  args: fc.array(values, { maxLength: 5 }),
  result: results,
});
