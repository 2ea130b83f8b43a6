import { lookup } from "node:dns/promises";
import { setMaxListeners } from "node:events";
import { isIP } from "node:net";
import { UnflushedError } from "../../errors.js";
import { exchangeOnce, type ProbeExchange } from "./connection.js";
import { type ProbeOutcome, verdictOf } from "./outcome.js";
import type { ProbePlan } from "./plan.js";
import { type RcvbufSetter, rcvbufSetter } from "./rcvbuf.js";
import type { ServerAddress } from "./socket.js";
import type { ProbeTarget } from "./url.js";

export interface ProbeListener {
  /** Called when a request is over; not in the order of their numbers if several run at once. */
  readonly onOutcome?: (outcome: ProbeOutcome) => void;
  /** Aborting it ends the requests that run and starts no more. Those that were over are returned. */
  readonly signal?: AbortSignal;
}

/**
 * Sends the plan's requests, at most `concurrency` at a time, and returns their outcomes by number.
 *
 * @throws UnflushedError (`host-not-found`, `cannot-connect`, `rcvbuf-unavailable`); `cannot-connect` only if not a
 * single connection could be made
 */
export async function probe(plan: ProbePlan, listener: ProbeListener = {}): Promise<ProbeOutcome[]> {
  const rcvbuf = plan.rcvbuf === null ? null : await rcvbufSetter(plan.rcvbuf);
  const addresses = await addressesOf(plan.target);
  const signal = AbortSignal.any(listener.signal ? [listener.signal] : []);
  setMaxListeners(0, signal); // each running request adds one
  const outcomes: ProbeOutcome[] = [];
  let started = 0;
  const worker = async (): Promise<void> => {
    while (started < plan.requests && !signal.aborted && !isUnreachable(outcomes)) {
      const number = ++started;
      const outcome = await request(addresses, plan, number, rcvbuf, signal);
      if (signal.aborted) return;
      outcomes.push(outcome);
      listener.onOutcome?.(outcome);
    }
  };
  await Promise.all(Array.from({ length: Math.min(plan.concurrency, plan.requests) }, worker));
  if (isUnreachable(outcomes)) throw unreachable(plan.target, outcomes[0]?.error ?? "");
  return outcomes.sort((one, other) => one.number - other.number);
}

async function request(
  addresses: readonly ServerAddress[],
  plan: ProbePlan,
  number: number,
  rcvbuf: RcvbufSetter | null,
  signal: AbortSignal,
): Promise<ProbeOutcome> {
  const since = performance.now();
  let exchanged: ProbeExchange | null = null;
  for (const address of addresses) {
    exchanged = await exchangeOnce(address, plan, number, rcvbuf, signal);
    if (exchanged.ending !== "no-connection") break;
  }
  if (!exchanged) throw unreachable(plan.target, "no address");
  const { response, ending, error, uploadError, nudges } = exchanged;
  const { status, framing, declaredBytes, receivedBytes, excessBytes, hasBegun } = response;
  const facts = { status, framing, declaredBytes, receivedBytes, excessBytes, hasBegun };
  const seconds = (performance.now() - since) / 1000;
  return { number, ...facts, ending, verdict: verdictOf(ending, hasBegun), error, uploadError, nudges, seconds };
}

function isUnreachable(outcomes: readonly ProbeOutcome[]): boolean {
  return outcomes.length > 0 && outcomes.every(({ ending }) => ending === "no-connection");
}

async function addressesOf({ transport, host, port }: ProbeTarget): Promise<ServerAddress[]> {
  if (transport === "unix" || isIP(host) > 0) return [{ transport, host, port }];
  try {
    return (await lookup(host, { all: true })).map(({ address }) => ({ transport, host: address, port }));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    throw new UnflushedError("host-not-found", `the host ${host} has no address (${code}): check its name`);
  }
}

function unreachable({ transport, host, authority }: ProbeTarget, error: string): UnflushedError {
  const address = transport === "unix" ? host : authority;
  return new UnflushedError("cannot-connect", `cannot connect to ${address} (${error}): is the server running?`);
}
