import type { Judgement } from "../protocols/judgement.js";
import { grouped } from "../text/quantities.js";

/** What was lost: `14,680,844 of 14,900,000 declared body bytes`, or what is known without a declared length. */
export function lossOf({ exchange, owedBytes }: Judgement): string {
  if (exchange?.evidence === "head-framing") return "a part of the response head";
  if (exchange?.evidence === "blocked-write" && exchange.response?.declaredBytes == null) return "a part of a write";
  const declared = exchange?.response?.declaredBytes ?? null;
  const isBody = exchange?.response?.framing === "content-length";
  if (declared !== null && !isBody && exchange?.message?.signs.includes("in-frame"))
    return `${grouped(exchange.outstandingBytes)} of ${grouped(declared)} bytes of a record or frame`;
  if (declared !== null) {
    const atLeast = isCapped(declared) ? "at least " : "";
    return `${outstandingBytesOf(exchange)} of ${atLeast}${grouped(declared)} declared body bytes`;
  }
  const error = exchange?.evidence === "failed-write" ? (exchange.calls.refused?.error ?? null) : null;
  if (error !== null) return `${grouped(owedBytes)} bytes of a write that failed (${error})`;
  return `${grouped(owedBytes)} bytes that the kernel had refused`;
}

/** True for a response of which bytes are missing, unless the program passed on, or received, what another hop had cut (rules/paths). */
export function isCutHere({ exchange, part }: Judgement): boolean {
  return exchange?.verdict === "truncated" && part === undefined;
}

/** How many bytes are outstanding: `up to 40`, `at least 40` or `40`, because the capture may hide some of what was moved. */
export function outstandingBytesOf(exchange: Judgement["exchange"]): string {
  const { inDoubtBytes = 0, response } = exchange ?? {};
  return boundOf({ ...response, inDoubtBytes }) + grouped(exchange?.outstandingBytes ?? null);
}

type Bound = "" | "at least " | "up to " | "about ";

/** What says how exact a number of outstanding bytes is. */
interface BoundedSizes {
  readonly isAtMost?: boolean;
  readonly inDoubtBytes?: number | null;
  readonly declaredBytes?: number | null;
}

/** What stands before a number of outstanding bytes, so that it is true: nothing if it is exact. */
export function boundOf({ isAtMost = false, inDoubtBytes = 0, declaredBytes = null }: BoundedSizes): Bound {
  if (inDoubtBytes !== 0) return isAtMost ? "about " : "up to "; // a write never returned
  return isAtMost || (declaredBytes !== null && isCapped(declaredBytes)) ? "at least " : "";
}

/** A longer length is not counted further. */
function isCapped(declared: number): boolean {
  return declared === Number.MAX_SAFE_INTEGER;
}

/** True for an HTTP/1 response that its own server ended before the declared length, within its head, or within a write. */
export function isCutByServer(judgement: Judgement): boolean {
  const { exchange, role, about } = judgement;
  if (about !== "response" || role === "client" || !isCutHere(judgement) || exchange?.message) return false;
  return ["declared-length", "head-framing", "blocked-write"].includes(exchange?.evidence ?? "");
}

/**
 * `, after the peer's half-close on line 7`, or nothing. A half-close does not excuse the server: the peer may still
 * read (RFC 9112, section 9.6).
 */
export function afterPeerEnd({ peerEnd }: Judgement): string {
  return peerEnd ? `, after the peer's half-close on line ${peerEnd.line}` : "";
}

/** `, after SIGTERM on line 7`: why the finding is no error. Nothing if nothing says that the program was told to end. */
export function onOrder({ told }: Judgement): string {
  if (!told) return "";
  const where = told.line === null ? "" : ` on line ${told.line}`;
  if (told.by === "signal") return `, after ${told.signal}${where}`;
  if (told.by === "command") return `, after it had read a command to end a connection${where}`;
  return `, after it may have read a command to end it${where}, which the capture does not show`;
}
