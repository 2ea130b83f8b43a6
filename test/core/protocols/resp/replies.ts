import fc from "fast-check";
import type { Reply } from "../lines/reply.js";

const text = fc.stringMatching(/^[ -~]{0,40}$/);
const data = fc.oneof(
  fc.stringMatching(/^[a-z]{0,200}$/),
  fc.constantFrom("$5\r\nhello\r\n", "*2\r\n", "+OK\r\n", "\r\n"),
);

const line = fc
  .oneof(
    fc.tuple(fc.constantFrom("+", "-"), text),
    fc.tuple(fc.constantFrom(":", "("), fc.integer().map(String)),
    fc.constantFrom(["#", "t"], ["_", ""], [",", "1.5e300"], ["$", "-1"], ["*", "-1"], ["*", "0"], ["%", "0"]),
  )
  .map(([type, rest]): Reply => ({ bytes: `${type}${rest}\r\n`, data: [] }));

/** A string with its length; of which data may hold what looks like replies, or not. */
const bulk = (content: fc.Arbitrary<string>): fc.Arbitrary<Reply> =>
  fc.tuple(fc.constantFrom("$", "!", "="), content).map(([type, held]) => {
    const head = `${type}${held.length}\r\n`;
    return { bytes: `${head}${held}\r\n`, data: [[head.length, held.length]] };
  });

function list(type: string, count: number, values: readonly Reply[]): Reply {
  const all: (readonly [number, number])[] = [];
  let bytes = `${type}${count}\r\n`;
  for (const each of values) {
    for (const [at, length] of each.data) all.push([at + bytes.length, length]);
    bytes += each.bytes;
  }
  return { bytes, data: all };
}

function anyReply(content: fc.Arbitrary<string>): fc.Arbitrary<Reply> {
  return fc.letrec<{ value: Reply }>((tie) => {
    const values = fc.array(tie("value"), { minLength: 1, maxLength: 4 });
    return {
      value: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        line,
        bulk(content),
        fc.tuple(fc.constantFrom("*", "~", ">"), values).map(([type, each]) => list(type, each.length, each)),
        fc
          .array(fc.tuple(tie("value"), tie("value")), { minLength: 1, maxLength: 3 })
          .map((pairs) => list("%", pairs.length, pairs.flat())),
        fc.tuple(tie("value"), tie("value"), tie("value")).map((three) => list("|", 1, three)),
      ),
    };
  }).value;
}

/** Replies one after another. */
export const anyReplies = fc.array(anyReply(data), { maxLength: 6 });
/** Replies whose data does not look like replies. */
export const anyPlainReplies = fc.array(anyReply(fc.stringMatching(/^[a-z]{0,200}$/)), { maxLength: 6 });
