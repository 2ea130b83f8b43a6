import { chunkedUnterminated } from "./chunked-unterminated.js";
import { closeOutstanding } from "./close-outstanding.js";
import { exitOutstanding } from "./exit-outstanding.js";
import { lengthOverrun } from "./length-overrun.js";
import { peerAborted } from "./peer-aborted.js";
import type { Rule } from "./rule.js";
import { shortWriteAbandoned } from "./short-write-abandoned.js";
import { shutWrOutstanding } from "./shut-wr-outstanding.js";

/** Every rule there is, in the order of the documentation. */
export const rules: readonly Rule[] = [
  shutWrOutstanding,
  closeOutstanding,
  exitOutstanding,
  shortWriteAbandoned,
  chunkedUnterminated,
  lengthOverrun,
  peerAborted,
];
