import { availableParallelism } from "node:os";
import type { CaptureInput } from "../../capture/find-captures.js";
import { STDIN } from "../../reading/problems.js";

/** Bytes of captures that are worth a thread of their own: a new one has everything to compile first. */
const WORTH_A_THREAD = 16_000_000;

/** How many captures to check at a time: as many as asked for, otherwise as many as there are cores and work for them. */
export function jobsFor(inputs: readonly CaptureInput[], asked: number | undefined): number {
  if (inputs.some(({ path }) => path === STDIN)) return 1; // only the main thread has the standard input
  if (asked !== undefined) return Math.max(1, Math.min(asked, inputs.length));
  const worth = Math.floor(inputBytes(inputs) / WORTH_A_THREAD);
  return Math.max(1, Math.min(availableParallelism(), inputs.length, worth));
}

/** Of all captures together, as they are stored. */
export function inputBytes(inputs: readonly CaptureInput[]): number {
  return inputs.reduce((sum, { bytes }) => sum + bytes, 0);
}
