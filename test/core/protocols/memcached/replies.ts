import fc from "fast-check";
import type { Reply } from "../lines/reply.js";

const key = fc.stringMatching(/^[a-z]{1,40}$/);
const line = fc
  .constantFrom(
    "STORED",
    "END",
    "NOT_FOUND",
    "HD",
    "EN",
    "MN",
    "ERROR",
    "CLIENT_ERROR bad data chunk",
    "STAT pid 1",
    "12",
  )
  .map((text): Reply => ({ bytes: `${text}\r\n`, data: [] }));

function anyReply(content: fc.Arbitrary<string>): fc.Arbitrary<Reply> {
  const cas = fc.option(fc.nat(), { nil: null });
  const items = fc.array(fc.tuple(key, content, cas), { minLength: 1, maxLength: 4 }).map((all) => {
    const data: [number, number][] = [];
    let bytes = "";
    for (const [name, held, unique] of all) {
      bytes += `VALUE ${name} 0 ${held.length}${unique === null ? "" : ` ${unique}`}\r\n`;
      data.push([bytes.length, held.length]);
      bytes += `${held}\r\n`;
    }
    return { bytes: `${bytes}END\r\n`, data };
  });
  const meta = fc.tuple(content, fc.constantFrom("", " t-1 f0", " kabc")).map(([held, flags]): Reply => {
    const head = `VA ${held.length}${flags}\r\n`;
    return { bytes: `${head}${held}\r\n`, data: [[head.length, held.length]] };
  });
  return fc.oneof(line, items, meta);
}

const plain = fc.stringMatching(/^[a-z]{0,200}$/);
/** Replies one after another. */
export const anyReplies = fc.array(
  anyReply(fc.oneof(plain, fc.constantFrom("END\r\n", "VALUE a 0 9\r\nabc", "\r\n", "VA 2\r\nhi\r\n"))),
  { maxLength: 6 },
);
/** Replies whose data does not look like replies. */
export const anyPlainReplies = fc.array(anyReply(plain), { maxLength: 6 });
