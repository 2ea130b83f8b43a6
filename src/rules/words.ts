import type { Judgement } from "../http/judgement.js";

/** Bytes with thousands separated, as in `14,680,844`; the same in every locale. */
export function bytes(count: number | null): string {
  return count === null ? "unknown" : String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `14,680,844 of 14,900,000 body bytes`, or what can be said without a declared length. */
export function lossOf({ exchange, owedBytes }: Judgement): string {
  const declared = exchange?.response?.declaredBytes ?? null;
  if (declared !== null) {
    const atMost = (exchange?.inDoubtBytes ?? 0) > 0 ? "up to " : ""; // a write that never returned
    return `${atMost}${bytes(exchange?.outstandingBytes ?? null)} of ${bytes(declared)} declared body bytes`;
  }
  return `${bytes(owedBytes)} bytes that the kernel had refused`;
}

/** True for a truncation that the message itself proves, by its declared length or its chunk framing. */
export function isProvedByFraming({ exchange }: Judgement): boolean {
  return exchange?.verdict === "truncated" && exchange.evidence === "declared-length";
}
