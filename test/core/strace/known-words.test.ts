import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf } from "../../../src/core/bytes.js";
import { ByteAhead, ESCAPE } from "../../../src/core/strace/line/byte-ahead.js";
import { type KnownCall, NameTable } from "../../../src/core/strace/line/call-names.js";
import { ErrnoTable } from "../../../src/core/strace/line/result/errno-table.js";
import { emptyParts, splitStart } from "../../../src/core/strace/line/split.js";
import { isSyscallName } from "../../../src/core/syscalls/names.js";

/** Two names with one hash each: 31 * "a" + "p" is 31 * "c" + "2", and 31 * "A" + "P" is 31 * "B" + "1". */
const COLLIDING_NAMES = ["ap", "c2"] as const;
const COLLIDING_ERRORS = ["EAAP", "EAB1"] as const;
const word = fc.oneof(
  fc.constantFrom("read", "write", "writev", "sendfile64", "?", ...COLLIDING_NAMES),
  fc.stringMatching(/^[a-z0-9_?]{1,12}$/),
);

/** What the table knows of the call that begins at `start`; null if none does. */
function nameAt(names: NameTable, bytes: Uint8Array, start: number): KnownCall | null {
  const parts = emptyParts();
  return splitStart(bytes, start, bytes.length, parts) === "call" ? names.of(bytes, parts) : null;
}

describe("the table of call names", () => {
  test("gives what a regular expression gives, whatever was seen before", () => {
    const names = new NameTable({ wants: (name) => name.startsWith("w") });
    const line = fc.tuple(fc.constantFrom("", "x", "-", "[pid 1] "), word, fc.constantFrom("(", ")", "", " (", "A("));
    fc.assert(
      fc.property(line, fc.constantFrom("7, 1) = 1", ""), ([before, name, after], rest) => {
        const bytes = bytesOf(before + name + after + rest);
        const found = nameAt(names, bytes, before.length);
        expect(found?.text ?? null).toBe(/^([a-z0-9_?]+)\(/.exec(name + after + rest)?.[1] ?? null);
        if (found) expect(found.isWanted).toBe(found.text.startsWith("w") || !isSyscallName(found.text));
      }),
    );
  });

  test("distinguishes names of the same hash", () => {
    const names = new NameTable({ wants: () => true });
    const [one, other] = COLLIDING_NAMES;
    for (const name of [one, other, one, other]) {
      const bytes = bytesOf(`${name}(`);
      expect(nameAt(names, bytes, 0)?.text).toBe(name);
    }
  });
});

test("the table of errors gives the words that stand there", () => {
  const errors = new ErrnoTable();
  const error = fc.oneof(
    fc.constantFrom("EAGAIN", "EPIPE", ...COLLIDING_ERRORS),
    fc.stringMatching(/^E[A-Z0-9]{1,12}$/),
  );
  fc.assert(
    fc.property(error, fc.string(), fc.string(), (text, before, after) => {
      const bytes = bytesOf(before + text + after);
      expect(errors.at(bytes, before.length, before.length + text.length)).toBe(text);
    }),
  );
});

test("looking ahead for an escape finds those that are there", () => {
  const line = fc.constantFrom("close(3) = 0", "\x1b[1mclose\x1b[0m(3) = 0", "", "\x1b");
  fc.assert(
    fc.property(fc.array(fc.array(line, { maxLength: 6 }), { maxLength: 4 }), (chunks) => {
      const ahead = new ByteAhead(ESCAPE);
      for (const lines of chunks) {
        const bytes = bytesOf(lines.join("\n"));
        let start = 0;
        for (const text of lines) {
          expect(ahead.seekIn(bytes, start, start + text.length)).toBe(text.includes("\x1b"));
          start += text.length + 1;
        }
      }
    }),
  );
});
