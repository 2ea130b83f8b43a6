import type { VisibleBytes } from "../../../sockets/event.js";
import type { DataEvent, Response } from "../../exchange.js";
import type { CutHead } from "../head/cut-head.js";
import type { Framing } from "../head/framing.js";
import { type ResponseHead, statusOf } from "../head/head.js";
import type { Gap } from "../message/message-handler.js";

/**
 * Keeps what a whole head says of its response.
 *
 * @param misfit bytes by which the strings that hold the head differ from their counts
 */
export function noteHead(response: Response, { status }: ResponseHead, framing: Framing, misfit: number): void {
  response.status = status;
  response.acceptedBytes = 0;
  response.framing = framing.kind === "tunnel" || framing.kind === "invalid" ? "unknown" : framing.kind;
  response.declaredBytes = framing.kind === "content-length" ? framing.length : null;
  response.misfitBytes = misfit;
}

/** Bytes by which the strings that hold the first head of a call differ from their counts. The count of a read is only room. */
export function misfitOfHead({ kind, pieces }: DataEvent): number {
  const last = pieces.findIndex(({ seen }) => seen.includes("\r\n\r\n"));
  const misfitOf = ({ misfit = 0, length, elided }: VisibleBytes): number =>
    kind === "write" ? misfit : length - (elided?.length ?? length);
  return pieces.slice(0, Math.max(1, last + 1)).reduce((sum, piece) => sum + misfitOf(piece), 0);
}

/**
 * Keeps what the seen part of a head says.
 *
 * @param hidden bytes after it in the same buffer: of the head, and perhaps of the body
 * @returns how many bytes of the body are still to come, at the least
 */
export function noteCut(response: Response, { status, length }: CutHead, hidden: number): number {
  response.status = status;
  if (length <= hidden) return 0;
  response.framing = "content-length";
  response.declaredBytes = length;
  response.acceptedBytes = hidden;
  response.isAtMost = true;
  return length - hidden;
}

/** The stream was lost within the response, or it may have ended by now. */
export function noteLoss(response: Response, gap: Gap, seen: string): void {
  if (gap === "head") response.status = statusOf(seen);
  if (gap === "sized") {
    response.framing = "unknown";
    response.declaredBytes = null;
    response.isAtMost = false;
  }
  if (gap !== "head" && gap !== "start") response.acceptedBytes = null; // body and framing cannot be separated any more
}

/** A response with a cut head turned out to be whole. */
export function noteWhole(response: Response, { length, isBodiless }: CutHead): void {
  response.framing = isBodiless ? "none" : "content-length";
  response.declaredBytes = isBodiless ? null : length;
  response.acceptedBytes = length;
}
