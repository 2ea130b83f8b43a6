import fc from "fast-check";
import { expect, test } from "vitest";
import type { DataEvent } from "../../../src/core/protocols/exchange.js";
import {
  isFromStart,
  isLastChunkAlone,
  isOneChunk,
  type RestOfCall,
  sizeLineOf,
  wholeCall,
} from "../../../src/core/protocols/http1/chunks/hidden-chunks.js";
import { POSSIBLE_END, seenTail } from "../../../src/core/protocols/http1/chunks/open-end.js";
import { WriteLayout } from "../../../src/core/protocols/http1/chunks/write-layout.js";
import { CutHead } from "../../../src/core/protocols/http1/head/cut-head.js";
import type { VisibleBytes } from "../../../src/core/sockets/event.js";
import { budget } from "../../budget.js";
import { callsOf, cuts } from "./draw-calls.js";
import { chunkTexts, headParts, heads } from "./draw-texts.js";
import { NumberLog, sameLog } from "./same-log.js";
import { type DrawnPiece, StreamsEngine, visible } from "./streams-engine.js";

const engine = new StreamsEngine();

/** The buffers of a call from one of them on. */
function restFrom(pieces: readonly VisibleBytes[], from: number): RestOfCall {
  const { length } = wholeCall(pieces);
  return { pieces, from, length: pieces.slice(0, from).reduce((left, piece) => left - piece.length, length) };
}

function sameChunks(call: readonly DrawnPiece[], from: number, found: Set<string>): void {
  engine.setPieces(call);
  engine.call("readChunks", from);
  const pieces = call.map(visible);
  const rest = restFrom(pieces, from);
  const { line, isLate, size, end, length } = sizeLineOf(rest);
  const tail = seenTail(pieces);
  const isTailOpen = tail.length >= 5 && !POSSIBLE_END.test(tail);
  const log = new NumberLog();
  log.write(line, isLate, size, end, length, isOneChunk(rest), isLastChunkAlone(rest), isFromStart(rest), isTailOpen);
  sameLog(engine.takeLog(), log.numbers, "chunks");
  found
    .add(`${isOneChunk(rest)} ${isLastChunkAlone(rest)}`)
    .add(`late ${isLate}`)
    .add(`open ${isTailOpen}`);
}

test("the chunks of a call are the same, from each of its buffers on", () => {
  const found = new Set<string>();
  const text = fc.tuple(chunkTexts, fc.constantFrom(0, 1_020, 2_100)).map(([end, count]) => "x".repeat(count) + end);
  fc.assert(
    fc.property(fc.oneof(chunkTexts, text), cuts, (drawn, cut) => {
      for (const call of callsOf(drawn, cut))
        for (let from = 0; from < call.length; from++) sameChunks(call, from, found);
    }),
    budget(4_000),
  );
  expect([...found].sort()).toEqual([
    "false false",
    "late false",
    "late true",
    "open false",
    "open true",
    "true false",
    "true true",
  ]);
});

const methods = fc.constantFrom(null, "GET", "HEAD", "CONNECT");

test("a head that is cut says the same of its body", () => {
  fc.assert(
    fc.property(
      heads,
      headParts,
      cuts,
      methods,
      fc.constantFrom(0, 9, 70_000),
      fc.nat(50),
      (text, parts, cut, method, hidden, passed) => {
        const [call = []] = callsOf(text + parts.join(""), cut);
        const later = parts.map(
          (part): DrawnPiece => ({ text: part, length: part.length, isCut: false, isQuoted: true }),
        );
        const pieces = [...call.slice(0, 1), ...later];
        engine.setPieces(pieces);
        engine.call("readCutHead", ...engine.add(text, method ?? ""), hidden, passed);
        const log = new NumberLog();
        writeCutHead(log, CutHead.of(text, method, hidden), pieces.map(visible), passed);
        sameLog(engine.takeLog(), log.numbers, "a head that is cut");
      },
    ),
    budget(3_000),
  );
});

function writeCutHead(log: NumberLog, head: CutHead | null, pieces: readonly VisibleBytes[], passed: number): void {
  log.write(head !== null);
  if (!head) return;
  log.write(head.status ?? -1, head.length, head.isBodiless);
  head.goesOnIn(pieces);
  head.pass(passed);
  log.write(head.isFilled, head.isWholeIfFollowed);
}

/** A write or a read, as far as a layout looks at it. */
const laidOut = fc.record({
  isWrite: fc.boolean(),
  returned: fc.boolean(),
  isRefused: fc.boolean(),
  isBetweenChunks: fc.boolean(),
  isInData: fc.boolean(),
});

test("a program lays out its writes the same", () => {
  fc.assert(
    fc.property(fc.array(laidOut, { maxLength: 8 }), (calls) => {
      const layout = new WriteLayout();
      const log = new NumberLog();
      engine.call("newLayout");
      for (const { isWrite, returned, isRefused, isBetweenChunks, isInData } of calls) {
        engine.call("layOut", isWrite, returned, isRefused && returned, isBetweenChunks, isInData);
        const kind = isWrite ? "write" : "read";
        const event = { kind, returned, error: null, asked: 9, accepted: isRefused ? 4 : 9 } as unknown as DataEvent;
        layout.begin(event, isBetweenChunks, isInData);
        log.write(layout.isOwn, layout.unseenEnd === "by-layout");
      }
      sameLog(engine.takeLog(), log.numbers, "layouts");
    }),
    budget(500),
  );
});
