import type { Judgement } from "../protocols/judgement.js";
import { grouped } from "../text/quantities.js";
import { isBlocked } from "./message-phrases.js";
import { afterPeerEnd, outstandingBytesOf } from "./phrases.js";

/** Who ended the stream, and how: `the program shut down its sending side`. */
export function endOf({ cause, role }: Judgement): string {
  switch (cause) {
    case "shut-wr":
    case "shut-rdwr":
      return "the program shut down its sending side";
    case "exit":
      return "the process ended";
    case "message-end":
      return role === "client" ? "the peer ended the response" : "the program ended the response";
    case "reset":
      return role === "client" ? "the peer reset the connection" : "the program reset the connection";
    case "eof":
      return "the peer ended the stream";
    default:
      return "the program closed the connection";
  }
}

/**
 * `with 8,406 of 16,401 bytes of a TLS record outstanding`, or `with 2,614,226 of 3,000,000 declared body bytes outstanding, within an HTTP/2
 * frame`, and what came before it.
 *
 * @param frame with its article
 */
export function outstandingIn(judgement: Judgement, frame: string): string {
  const { exchange } = judgement;
  if (isBlocked(judgement)) return `in the write of ${frame}, which had waited for room: a part of it is outstanding`;
  const declared = exchange?.response?.declaredBytes ?? null;
  if (declared === null || exchange?.outstandingBytes == null)
    return `within the head of ${frame}${endBefore(judgement)}`;
  const left = outstandingBytesOf(exchange);
  const isBody = exchange?.response?.framing === "content-length";
  const what = isBody
    ? `with ${left} of ${grouped(declared)} declared body bytes outstanding, within ${frame}`
    : `with ${left} of ${grouped(declared)} bytes of ${frame} outstanding`;
  return `${what}${endBefore(judgement)}`;
}

/** What came before the end. If the program is the client, the finding is about the end of its peer itself. */
export function endBefore(judgement: Judgement): string {
  return judgement.role === "client" ? "" : afterPeerEnd(judgement);
}
