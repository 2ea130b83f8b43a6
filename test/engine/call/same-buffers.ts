import type { VisibleBytes } from "../../../src/core/sockets/event.js";
import type { Syscall } from "../../../src/core/strace/call/syscall.js";
import { callRow } from "../../../src/core/syscalls/rows.js";
import { ask, isIt, numberFrom, tell, textFrom } from "./asker.js";
import { buffersReader, type IoBuffers, movedBytes } from "./by-grammar/io-buffers.js";
import { firstBytes, taken } from "./by-grammar/visible-bytes.js";
import { equal } from "./equal.js";

const OFFERED = 0;
const MOVED = 1;

/** The engine reads the buffers of a call as TypeScript does, and says the same of what it moved. False: it moves no bytes. */
export function sameBuffers(call: Syscall): boolean {
  const row = callRow(call.name);
  if (row?.buffers === undefined) return false;
  if (call.args === null) return true; // the grammar cannot read it: nothing is known of its buffers
  tell(call);
  const offer = buffersReader(row)(call);
  const asked = numberFrom("readBuffers");
  if (offer.asked === null && asked !== null) return true; // read around what is damaged: the grammar needs each comma
  equal(asked, offer.asked, "asked");
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

/** `MSG_OOB` sends the last byte beside the stream (send(2)), where no reader of the body meets it. */
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
    sameStart(textFrom("sayStart", which, index) ?? "", piece);
    equal(textFrom("saySeen", which, index) ?? "", piece.seen, "seen");
    const elided = isIt("isElided", which, index) ? (textFrom("sayElided", which, index) ?? "") : undefined;
    equal(elided, piece.elided, "elided");
  }
}

/** Of what strace printed, so many characters are looked at for the start of a head. */
const START = 2048;

/** The start of a long text need not be all of it. */
function sameStart(start: string, { seen, length }: VisibleBytes): void {
  const isWhole = seen.length * "\\377".length <= START; // whatever was escaped
  equal(isWhole || start.length === seen.length ? start : seen.slice(0, start.length), isWhole ? seen : start, "start");
  equal(start.length <= Math.max(0, length), true, "length of start");
}
