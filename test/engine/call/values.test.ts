import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Value } from "../../../src/core/strace/arguments/value.js";
import { Syscall } from "../../../src/core/strace/call/syscall.js";
import { NO_RESULT } from "../../../src/core/strace/line/result/result.js";
import { canonicalText } from "../../../src/engine/host/canonical.js";
import { budget } from "../../budget.js";
import { values } from "../../core/strace/generate.js";
import { printValue } from "../../core/strace/print.js";
import { argsOf, ask, asked, tell, textFrom } from "./asker.js";
import { corpusCalls } from "./calls.js";
import { equal } from "./equal.js";
import { sameLeftOut, sameValue } from "./same-values.js";

const AT = { pid: null, line: 1, time: null };
const callOf = (text: string, part: Syscall["part"] = "whole"): Syscall =>
  new Syscall("close", null, text, NO_RESULT, AT, AT, part);

/** The engine keeps the digits of numbers of up to 64 bits. */
const TOO_LARGE = /^-?(?:\d{20}|0x[\da-f]{17}|0\d*[89])/;

/** The engine reads the arguments of a call as TypeScript does. */
function same(call: Syscall): void {
  tell(call);
  sameArguments(call.args ?? []);
  for (const index of (call.args ?? []).keys()) {
    if (!TOO_LARGE.test(call.fdText(index))) equal(textFrom("sayFdArgument", index) ?? "", call.fdText(index));
  }
}

function sameArguments(args: readonly Value[]): void {
  for (const [index, value] of args.entries()) {
    equal(ask("argument", index) === 0, false);
    sameValue(value, ask("argument", index));
    sameLeftOut(value, ask("argument", index));
  }
  equal(ask("argument", args.length), 0);
  equal(ask("lastArgument"), args.length === 0 ? 0 : ask("argument", args.length - 1));
}

/** What arguments are made of. */
const PIECES = [
  ..."7 -1 0 0x1a 0755 089 -0x5 1.5 10-2a 18446744073709551615 99999999999999999999 NULL a.b ??? ... @ htons ~ ( ) [ ] { }".split(
    " ",
  ),
  ..."fd= l_onoff= = == => -> > >> << < | || & && - * / : ' \\ ` A B_C SOCK_STREAM EPOLLIN EPOLL_CTL_DEL".split(" "),
  ...[" ", ", ", ", ", ",", " => ", '"a"', '"a\\"b"...', '"', "(deleted)", "...", "'a'", "fd=3", "u64=7"],
  ...[" /* a */", "/* (b, /* c */) */", "/*", "*/", `0x${"f".repeat(20)}`, "-9".repeat(9)],
  ...["</srv/x>", "<TCP:[1:2->3:4]>", '<UNIX:[7,"x>"]>', "<char 1:3>", "<A>", "<(null):[1]>", "[]", "{}", "f()"],
];
const PARTS = fc.constantFrom<Syscall["part"]>("whole", "whole", "unfinished");

/** Different arguments of the corpus. */
const texts = [...new Set([...corpusCalls()].map(({ argumentsText }) => argumentsText.slice(0, 2000)))];
const text = fc.constantFrom(...texts);

describe("the engine's values are the core's", () => {
  test("in every call of the samples and of the specs, of which it asks the grammar seldom", () => {
    let count = 0;
    asked.count = 0;
    for (const call of corpusCalls()) {
      same(call);
      count++;
    }
    expect(count).toBeGreaterThan(8_000);
    expect(asked.count).toBeLessThan(count / 50);
  });

  test("in arguments at random, in every dialect", () => {
    const strings = fc.constantFrom<"octal" | "-x" | "-xx">("octal", "-x", "-xx");
    const parts = fc.constantFrom<Syscall["part"]>("whole", "whole", "unfinished", "resumed");
    fc.assert(
      fc.property(fc.array(values, { maxLength: 5 }), strings, parts, (args, how, part) => {
        same(callOf(args.map((value) => printValue(value, { strings: how })).join(", "), part));
      }),
      budget(700),
    );
  });

  test("in arguments put together at random", () => {
    const parts = fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(parts, PARTS, (each, part) => same(callOf(each, part))),
      budget(1_500),
    );
  });

  test("in arguments that are cut", () => {
    fc.assert(
      fc.property(text, fc.nat(), PARTS, (each, at, part) => same(callOf(each.slice(0, at % (each.length + 1)), part))),
      budget(1_000),
    );
  });

  test("in arguments with a byte changed", () => {
    const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from(" \"'(),/<=>[]{}~\\&|;:.0xE?*-+_@")));
    fc.assert(
      fc.property(text, fc.nat(), byte, (each, at, code) => {
        const changed = Buffer.from(each, "latin1");
        if (changed.length > 0 && code !== 0x0a) changed[at % changed.length] = code;
        same(callOf(changed.toString("latin1")));
      }),
      budget(700),
    );
  });

  test("in arguments with a piece of others in them", () => {
    fc.assert(
      fc.property(text, text, fc.nat(), fc.nat(), (one, other, at, from) => {
        const place = at % (one.length + 1);
        same(callOf(one.slice(0, place) + other.slice(from % (other.length + 1)) + one.slice(place)));
      }),
      budget(700),
    );
  });

  test("in what the host writes for the grammar, of which it asks nothing", () => {
    const parts = fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }).map((pieces) => pieces.join(""));
    const printed = fc
      .array(values, { maxLength: 4 })
      .map((all) => all.map((value) => printValue(value, { strings: "octal" })).join(", "));
    fc.assert(
      fc.property(fc.oneof(parts, printed, text), PARTS, (each, part) => {
        const args = argsOf(each, part);
        if (args === null) return;
        asked.count = 0;
        tell(callOf(canonicalText(args)));
        sameArguments(args);
        equal(asked.count, 0, "asked");
      }),
      budget(1_000),
    );
  });
});
