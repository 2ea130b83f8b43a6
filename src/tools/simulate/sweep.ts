import type { ConnectionAccount } from "./account.js";
import { parametersOf, type SimulationCase } from "./case.js";
import { POLICIES, type Policy } from "./parameters.js";
import { simulate } from "./simulate.js";

/** How much of the responses of one simulation was delivered. */
export interface Delivery {
  /** Body bytes that were asked for, and body bytes that the kernel accepted. */
  readonly declared: number;
  readonly accepted: number;
  /** Microseconds from the first request to the end of the last connection. */
  readonly took: number;
}

/** What each policy delivers to readers of one speed, in bytes a second. */
export interface SweepRow {
  readonly rate: number;
  readonly deliveries: Readonly<Record<Policy, Delivery>>;
}

/** The reader speed from which a policy cuts nothing. */
export interface Threshold {
  readonly policy: Policy;
  /** The fastest speed at which a response was cut, and the slowest above it at which none was; null if there is none. */
  readonly cutAt: number | null;
  readonly wholeFrom: number | null;
}

export interface Sweep {
  readonly rows: readonly SweepRow[];
  readonly thresholds: readonly Threshold[];
}

/** Bytes a second: from 1 MB/s to 10 GB/s, three speeds for each power of ten. */
const RATES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000].map((mega) => mega * 1e6);
const PRECISION = 1.01;

/** Simulates a case with readers of all speeds, under every policy. */
export function sweepReadRate(wanted: SimulationCase): Sweep {
  const rows = RATES.map((rate) => ({ rate, deliveries: deliveriesAt(wanted, rate) }));
  return { rows, thresholds: POLICIES.map((policy) => thresholdOf(wanted, policy, rows)) };
}

/** What the case's policy delivers at `count` speeds from the slowest to the fastest, each faster by the same ratio. */
export function deliveriesBetween(
  wanted: SimulationCase,
  count: number,
): { readonly rate: number; readonly delivery: Delivery }[] {
  return ratesBetween(count).map((rate) => ({ rate, delivery: deliveryOf({ ...wanted, readRate: rate }) }));
}

/** Reader speeds in bytes a second: `count` from the slowest to the fastest, each faster by the same ratio. */
export function ratesBetween(count: number): number[] {
  const [low, high] = [RATES[0] ?? 1, RATES.at(-1) ?? 1];
  return Array.from({ length: count }, (_, index) => low * (high / low) ** (index / Math.max(1, count - 1)));
}

/** Finds the threshold of the case's policy, the same as in `sweepReadRate`. It pauses after each simulation. */
export function* thresholdSteps(wanted: SimulationCase): Generator<void, Threshold> {
  const fates: Fate[] = [];
  for (const rate of RATES) {
    fates.push({ rate, isCut: isCutAt(wanted, rate) });
    yield;
  }
  return yield* bisect(wanted, fates);
}

function deliveriesAt(wanted: SimulationCase, readRate: number): Record<Policy, Delivery> {
  const deliveries = POLICIES.map((policy) => [policy, deliveryOf({ ...wanted, readRate, policy })] as const);
  return Object.fromEntries(deliveries) as Record<Policy, Delivery>;
}

export function deliveryOf(wanted: SimulationCase): Delivery {
  const { accounts } = simulate(parametersOf(wanted));
  const exchanges = accounts.flatMap((connection) => connection.accounts);
  return {
    declared: exchanges.reduce((sum, { body }) => sum + body, 0),
    accepted: exchanges.reduce((sum, { response }) => sum + response.bodyWritten, 0),
    took: Math.max(0, ...accounts.map(durationOf)),
  };
}

function durationOf({ accounts, ended }: ConnectionAccount): number {
  const first = accounts[0]?.requestedAt;
  return first === undefined || !ended ? 0 : ended.at - first;
}

/** Whether a response was cut at a speed of the reader. */
interface Fate {
  readonly rate: number;
  readonly isCut: boolean;
}

function isCut({ accepted, declared }: Delivery): boolean {
  return accepted < declared;
}

function isCutAt(wanted: SimulationCase, readRate: number): boolean {
  return isCut(deliveryOf({ ...wanted, readRate }));
}

function thresholdOf(wanted: SimulationCase, policy: Policy, rows: readonly SweepRow[]): Threshold {
  const fates = rows.map(({ rate, deliveries }) => ({ rate, isCut: isCut(deliveries[policy]) }));
  const steps = bisect({ ...wanted, policy }, fates);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** Bisects between the last speed at which a response was cut and the next one, until they differ by 1 percent. */
function* bisect(wanted: SimulationCase, fates: readonly Fate[]): Generator<void, Threshold> {
  const last = fates.findLastIndex((fate) => fate.isCut);
  let cutAt = fates[last]?.rate ?? null;
  let wholeFrom = fates[last + 1]?.rate ?? null;
  while (cutAt !== null && wholeFrom !== null && wholeFrom / cutAt > PRECISION) {
    const middle = Math.sqrt(cutAt * wholeFrom);
    if (isCutAt(wanted, middle)) cutAt = middle;
    else wholeFrom = middle;
    yield;
  }
  return { policy: wanted.policy, cutAt, wholeFrom };
}
