import { chunkedUnterminated } from "./chunked-unterminated.js";
import { closeOutstanding } from "./close-outstanding.js";
import { endedAfterPeer } from "./ended-after-peer.js";
import { exitOutstanding } from "./exit-outstanding.js";
import { lengthOverrun } from "./length-overrun.js";
import { peerAborted } from "./peer-aborted.js";
import { prematureEof } from "./premature-eof.js";
import { raceWindow } from "./race-window.js";
import { requestUnanswered } from "./request-unanswered.js";
import { resetDiscardsResponse } from "./reset-discards-response.js";
import { responseStalled } from "./response-stalled.js";
import type { Rule } from "./rule.js";
import { shortWriteAbandoned } from "./short-write-abandoned.js";
import { shutWrOutstanding } from "./shut-wr-outstanding.js";
import { writeAfterShutWr } from "./write-after-shut-wr.js";

/** Every rule there is, in the order of the documentation. */
export const rules: readonly Rule[] = [
  shutWrOutstanding,
  closeOutstanding,
  exitOutstanding,
  shortWriteAbandoned,
  chunkedUnterminated,
  lengthOverrun,
  resetDiscardsResponse,
  prematureEof,
  requestUnanswered,
  writeAfterShutWr,
  responseStalled,
  peerAborted,
  endedAfterPeer,
  raceWindow,
];
