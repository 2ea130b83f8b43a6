import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { websocket } from "../../../../src/core/protocols/websocket/websocket.js";
import { budget } from "../../../budget.js";
import { decisionsOn, isCut } from "../endings.js";
import { anyCalls, pieces, talk } from "../talk.js";
import { anyFrames, frame, type TestFrame } from "./frames.js";

const bytesOf = (frames: readonly TestFrame[], content = "x"): string =>
  frames.map(({ opcode, isFinal, body }) => frame(opcode, body, { isFinal, content })).join("");
/** Text, or bytes that look like heads of frames without a body. */
const anyContent = fc.constantFrom("x", "\0", "\x01", "\x02");

/** How a stream of these frames stands after `length` bytes, by adding up. */
function standing(frames: readonly TestFrame[], length: number): string {
  let at = 0;
  let bodies = 0;
  let last: TestFrame | null = null;
  let isFragmented = false;
  let inControl = "";
  if (length === 0) return "unmarked nothing";
  for (const each of frames) {
    const size = frame(each.opcode, each.body).length;
    const head = size - each.body;
    if (at === length) break;
    if (at + head > length) return "cut in-frame 0/?";
    if (at + size > length && each.opcode < 8) return `cut in-frame ${length - at - head}/${each.body}`;
    if (at + size > length) {
      bodies += length - at - head;
      inControl = " owes-nothing"; // what is missing is no data
      break;
    }
    at += size;
    bodies += each.body;
    last = each;
    if (each.opcode < 8) isFragmented = !each.isFinal;
  }
  if (isFragmented) return `unended${inControl} ${bodies}/?`;
  return `unmarked${last !== null && last.opcode < 8 ? " data-last" : ""}${inControl} ${bodies}/?`;
}

describe("any healthy WebSocket stream", () => {
  test("that is seen whole stands where its frames add up to, after each of its bytes", () => {
    const cut = fc.record({ frames: anyFrames, calls: anyCalls, part: fc.double({ min: 0, max: 1, noNaN: true }) });
    fc.assert(
      fc.property(cut, ({ frames, calls, part }) => {
        const stream = bytesOf(frames);
        const length = Math.round(stream.length * part);
        const { out, open } = talk(websocket);
        for (const piece of pieces(stream.slice(0, length), calls.sizes)) out(piece);
        expect(open()[0]?.replace(/ on line 1$/, "")).toBe(standing(frames, length));
      }),
      budget(300),
    );
  });

  test("is never cut at its end, whatever strace hides", () => {
    fc.assert(
      fc.property(anyFrames, anyCalls, fc.boolean(), (frames, { sizes, shown }, closes) => {
        const { out, open, ended } = talk(websocket);
        for (const piece of pieces(bytesOf(frames) + (closes ? frame(8, 2) : ""), sizes)) out(piece, { shown });
        for (const each of [...open(), ...ended]) expect(each).toMatch(/^(?:whole|unmarked|lost) /);
      }),
      budget(300),
    );
  });

  test("is called cut at no end of the connection if no frame or message is under way, whatever strace hides", () => {
    const stop = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyFrames, anyCalls, anyContent, stop, (frames, { sizes, shown }, content, part) => {
        const stream = bytesOf(frames, content);
        const length = Math.round(stream.length * part);
        const { out, underWay } = talk(websocket);
        for (const piece of pieces(stream.slice(0, length), sizes)) out(piece, { shown });
        const isBetween = standing(frames, length).startsWith("unmarked");
        if (isBetween) expect(underWay().flatMap(decisionsOn).filter(isCut)).toEqual([]);
      }),
      budget(300),
    );
  });

  test("that is changed anywhere does not throw, and is one message at most", () => {
    const change = fc.tuple(fc.nat(), fc.nat(255));
    fc.assert(
      fc.property(anyFrames, anyCalls, fc.array(change, { maxLength: 5 }), (frames, { sizes, shown }, changes) => {
        const stream = [...bytesOf(frames)];
        for (const [at, byte] of changes) stream[at % (stream.length || 1)] = String.fromCharCode(byte);
        const { out, open, ended } = talk(websocket);
        for (const piece of pieces(stream.join(""), sizes)) out(piece, { shown });
        expect(open().length + ended.length).toBe(1);
      }),
      budget(300),
    );
  });
});
