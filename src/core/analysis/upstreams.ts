import type { Exchange } from "../protocols/exchange.js";
import type { Judgement } from "../protocols/judgement.js";
import type { Upstream } from "./model.js";

/** How many short upstream responses are kept: those whose downstream is still being sent are the latest ones. */
const KEPT = 256;

/** The responses that a proxy got cut short: what it passes on is short through no fault of its own. */
export class Upstreams {
  #short: Upstream[] = [];

  remember(origin: Upstream): void {
    this.#short.push(origin);
    if (this.#short.length > KEPT) this.#short.shift();
  }

  /** The upstream response of which this one is the copy: the same promise, and no less received than passed on. */
  of({ exchange }: Judgement): Upstream | null {
    if (!exchange) return null;
    return this.#short.findLast((origin) => isCopyOf(exchange, origin.exchange)) ?? null;
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
