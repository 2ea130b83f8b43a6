import type { Exchange } from "../protocols/exchange.js";
import type { Judgement } from "../protocols/judgement.js";
import type { Upstream } from "./model.js";

/** How many short upstream responses are kept. A proxy is still sending only the latest ones to its clients. */
const KEPT = 256;

/**
 * The truncated responses that a proxy received. If the proxy passes one on, the upstream cut it, and not the proxy.
 */
export class Upstreams {
  #short: Upstream[] = [];

  remember(upstream: Upstream): void {
    this.#short.push(upstream);
    if (this.#short.length > KEPT) this.#short.shift();
  }

  /**
   * The upstream response that this response copies: it declared the same length, and the proxy sent no more than it
   * got.
   */
  of({ exchange }: Judgement): Upstream | null {
    if (!exchange) return null;
    return this.#short.findLast((upstream) => isCopyOf(exchange, upstream.exchange)) ?? null;
  }
}

function isCopyOf(copy: Exchange, original: Exchange): boolean {
  const [ours, theirs] = [copy.response, original.response];
  if (!ours || !theirs || ours.declaredBytes !== theirs.declaredBytes) return false;
  const [sent, got] = [ours.acceptedBytes, theirs.acceptedBytes];
  if (sent === null || got === null) return false;
  const isSameTarget = copy.request !== null && copy.request.target === original.request?.target;
  return isSameTarget ? sent <= got : sent === got && ours.declaredBytes !== null;
}
