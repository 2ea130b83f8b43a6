import { cgiBodyShort } from "./fastcgi/cgi-body-short.js";
import { fastcgiRecordOutstanding } from "./fastcgi/fastcgi-record-outstanding.js";
import { fastcgiUnended } from "./fastcgi/fastcgi-unended.js";
import { chunkedUnterminated } from "./http1/chunked-unterminated.js";
import { closeOutstanding } from "./http1/close-outstanding.js";
import { endedAfterPeer } from "./http1/ended-after-peer.js";
import { exitOutstanding } from "./http1/exit-outstanding.js";
import { lengthOverrun } from "./http1/length-overrun.js";
import { peerAborted } from "./http1/peer-aborted.js";
import { prematureEof } from "./http1/premature-eof.js";
import { raceWindow } from "./http1/race-window.js";
import { requestUnanswered } from "./http1/request-unanswered.js";
import { resetDiscardsResponse } from "./http1/reset-discards-response.js";
import { responseStalled } from "./http1/response-stalled.js";
import { shortWriteAbandoned } from "./http1/short-write-abandoned.js";
import { shutWrOutstanding } from "./http1/shut-wr-outstanding.js";
import { writeAfterShutWr } from "./http1/write-after-shut-wr.js";
import { grpcUnterminated } from "./http2/grpc-unterminated.js";
import { h2FrameOutstanding } from "./http2/h2-frame-outstanding.js";
import { h2StreamOutstanding } from "./http2/h2-stream-outstanding.js";
import { lossHidden } from "./paths/loss-hidden.js";
import { passedOnShort } from "./paths/passed-on-short.js";
import type { Rule } from "./rule.js";
import { tlsDataAfterAlert } from "./tls/tls-data-after-alert.js";
import { tlsRecordOutstanding } from "./tls/tls-record-outstanding.js";
import { tlsWithoutCloseNotify } from "./tls/tls-without-close-notify.js";
import { valueOutstanding } from "./values/value-outstanding.js";
import { websocketFrameOutstanding } from "./websocket/websocket-frame-outstanding.js";
import { websocketWithoutClose } from "./websocket/websocket-without-close.js";

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
  tlsRecordOutstanding,
  tlsDataAfterAlert,
  tlsWithoutCloseNotify,
  fastcgiRecordOutstanding,
  fastcgiUnended,
  cgiBodyShort,
  h2FrameOutstanding,
  h2StreamOutstanding,
  grpcUnterminated,
  websocketFrameOutstanding,
  websocketWithoutClose,
  valueOutstanding,
  passedOnShort,
  lossHidden,
];
