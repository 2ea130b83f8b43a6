import type { Judgement } from "../protocols/judgement.js";

/** Bytes with thousands separated, as in `14,680,844`; the same in every locale. */
export function bytes(count: number | null): string {
  return count === null ? "unknown" : String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `14,680,844 of 14,900,000 body bytes`, or what can be said without a declared length. */
export function lossOf({ exchange, owedBytes }: Judgement): string {
  if (exchange?.evidence === "head-framing") return "a part of the response head";
  if (exchange?.evidence === "blocked-write" && exchange.response?.declaredBytes == null) return "a part of a write";
  const declared = exchange?.response?.declaredBytes ?? null;
  if (declared !== null) {
    const atMost = (exchange?.inDoubtBytes ?? 0) > 0 ? "up to " : ""; // a write that never returned
    return `${atMost}${bytes(exchange?.outstandingBytes ?? null)} of ${bytes(declared)} declared body bytes`;
  }
  return `${bytes(owedBytes)} bytes that the kernel had refused`;
}

/** True for a server's response that it ended short of its declared length, within its head, or within a write. */
export function isCutByServer({ exchange, role, about }: Judgement): boolean {
  if (about !== "response" || role === "client" || exchange?.verdict !== "truncated") return false;
  return ["declared-length", "head-framing", "blocked-write"].includes(exchange.evidence ?? "");
}

/** `, after the peer had ended its own side`, which excuses nobody: it may go on reading. */
export function afterPeerEnd({ peerEnd }: Judgement): string {
  return peerEnd ? `, after the peer's half-close on line ${peerEnd.line}` : "";
}

/** Seconds as `4.2 s`, `15 ms` or `an unknown time` where the capture has no times. */
export function span(seconds: number | null): string {
  if (seconds === null) return "an unknown time";
  if (seconds >= 1) return `${seconds.toFixed(1)} s`;
  return seconds >= 0.001 ? `${(seconds * 1000).toFixed(1)} ms` : `${Math.round(seconds * 1e6)} us`;
}
