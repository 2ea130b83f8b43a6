/** The engine: bytes of a capture in, records of its lines out. What it exports is all that the host may use (host/exports.ts). */
import { callAt } from "./calls/call";
import { groupCalls } from "./calls/call-groups";
import { defineCalls } from "./calls/rows";
import { event } from "./events/event-record";
import { LONGEST_CHUNK, LONGEST_LINE, OUT, reserve } from "./memory";
import { mostRecordBytes } from "./record";

export { roomForCanonical } from "./arguments/canonical";
export { currentCall } from "./call/current-call";
export { roomForCall } from "./call/room";
export { callCount } from "./calls/define";
export { indexOfCall } from "./calls/names";
export { connectionCount } from "./connections/connections";
export { followedConnection } from "./connections/followed";
export { followHttp, loseOrder } from "./connections/following";
export { beginMessage, recognise } from "./connections/messages";
export { forgetPlainCounts, plainCounts } from "./connections/plain-counts";
export { movedRecordAt } from "./conversations/moved-record";
export { isMovedSpliced, nextShown, showMoved, shownRoom } from "./conversations/show-moved";
export { mayHaveHungUp, socketFlag, socketNumber } from "./events/socket-facts";
export {
  isPieceCut,
  pieceCount,
  pieceLength,
  pieceMisfit,
  piecePrinted,
  pieceText,
  socketText,
  textStart,
} from "./events/texts";
export {
  forgetHalf,
  giveBack,
  halfCount,
  listedThreads,
  listThreadsInCall,
  takeHalf,
  takenHalf,
} from "./halves/hand-over";
export { heapBytes } from "./heap/allocate";
export { classifiedBytes } from "./http1/classified";
export { endingRecord } from "./http1/ending/stream-ending";
export { roomForElided } from "./http1/head/elided-head";
export { judgementRecord } from "./http1/judgement";
export { input, roomForInput } from "./input";
export { applyLines, lineCount, recordCount, scan, skipLine } from "./lines";
export { isAskedByFilter } from "./model/filter";
export { ringUser, ringUserCount } from "./model/ring-users";
export { setBasis, setLeftOut, setTraced } from "./model/traced-calls";
export { applyCall, attach, begin, exit, finish, isSocket, mark, signal, waitsToWrite } from "./model/tracker";
export { openHops, wantPlainHops } from "./paths/hop";
export { isAnswering, isOtherEndOpen } from "./paths/other-end";
export { readerState } from "./reading/reader-state";
export { lastTimeOf, setLastTime } from "./reading/times";
export { recordBytes } from "./record";

reserve(mostRecordBytes());
defineCalls();
groupCalls();

/** Where the event stands that the host hears of. */
export function eventRecord(): usize {
  return changetype<usize>(event);
}

/** Where the facts about the call of this index stand: its name, and how long that is. */
export function callRow(index: i32): usize {
  return changetype<usize>(callAt(index));
}

/** Where the records stand after a scan. */
export function output(): usize {
  return OUT;
}

export function longestLine(): i32 {
  return LONGEST_LINE;
}

export function longestChunk(): i32 {
  return LONGEST_CHUNK;
}
