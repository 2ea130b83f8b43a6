import type { VisibleBytes } from "../../../src/core/sockets/event.js";
import { buffersReader, type IoBuffers, movedBytes } from "../../../src/core/sockets/io-buffers.js";
import { firstBytes, taken } from "../../../src/core/sockets/visible-bytes.js";
import type { Syscall } from "../../../src/core/strace/call/syscall.js";
import { callRow } from "../../../src/core/syscalls/rows.js";
import { ask, isIt, numberFrom, tell, textFrom } from "./asker.js";
import { equal } from "./equal.js";

const OFFERED = 0;
const MOVED = 1;

/** The engine reads the buffers of a call as TypeScript does, and says the same of what it moved. False: it moves no bytes. */
export function sameBuffers(call: Syscall): boolean {
  const row = callRow(call.name);
  if (row?.buffers === undefined) return false;
  tell(call);
  const offer = buffersReader(row)(call);
  equal(numberFrom("readBuffers"), offer.asked, "asked");
  samePieces(OFFERED, offer.pieces);
  const { value } = call.result;
  const moved = movedBytes(offer, value ?? 0);
  equal(ask("movedBytes"), moved, "moved");
  for (const count of [moved, 0, 1, 40, offer.asked ?? 3, Math.max(1, offer.asked ?? 3) - 1]) sameMoved(offer, count);
  sameWithoutUrgent(offer);
  return true;
}

function sameMoved(offer: IoBuffers, count: number): void {
  ask("move", count);
  samePieces(MOVED, taken(offer, count));
}

/** As core/sockets/handlers/write.ts leaves the last byte out. */
function sameWithoutUrgent({ pieces, asked }: IoBuffers): void {
  const left = asked ? { pieces: firstBytes(pieces, asked - 1), asked: asked - 1 } : { pieces, asked };
  equal(numberFrom("dropUrgent"), left.asked, "asked without the last byte");
  samePieces(OFFERED, left.pieces);
}

function samePieces(which: number, pieces: readonly VisibleBytes[]): void {
  equal(ask("pieceCount", which), pieces.length, "count of pieces");
  for (const [index, piece] of pieces.entries()) {
    equal(ask("pieceLength", which, index), piece.length, "length");
    equal(ask("misfit", which, index), piece.misfit ?? 0, "misfit");
    equal(textFrom("sayStart", which, index) ?? "", piece.start ?? piece.seen, "start");
    equal(textFrom("saySeen", which, index) ?? "", piece.seen, "seen");
    const elided = isIt("isElided", which, index) ? (textFrom("sayElided", which, index) ?? "") : undefined;
    equal(elided, piece.elided, "elided");
  }
}
