import type { CaptureInput } from "../../capture/find-captures.js";
import type { RecordSink } from "../../core/records/record-sink.js";
import type { RunSettings } from "../config/settings.js";
import { positionOf, type ShardOptions } from "../shard.js";
import { type CaptureOptions, checkCapture } from "./check-capture.js";
import { jobsFor } from "./jobs.js";

interface AllOptions extends CaptureOptions, RunSettings, ShardOptions {
  /** How many captures to check at a time; by default as many as there are cores and work for them. */
  readonly jobs?: number;
}

/** What goes on while captures are checked. */
export interface MeanwhileAll {
  /** Hears how many bytes were read. */
  readonly onRead: (bytes: number) => Promise<void>;
  /** Waits for a slow reader of what is printed. */
  readonly caughtUp: () => Promise<void>;
}

/** Checks the captures in the order given: one after the other, or several at a time on other threads. */
export async function checkAll(
  inputs: readonly CaptureInput[],
  options: AllOptions,
  output: RecordSink,
  { onRead, caughtUp }: MeanwhileAll,
): Promise<void> {
  const jobs = jobsFor(inputs, options.jobs);
  if (jobs > 1) {
    const { checkOnThreads } = await import("./check-threads.js");
    await checkOnThreads(inputs, jobs, options, output, { onRead: (bytes) => void onRead(bytes), caughtUp });
    return;
  }
  const heard = async (bytes: number): Promise<void> => {
    await onRead(bytes);
    await caughtUp();
  };
  let capture = 0;
  for (const [place, input] of inputs.entries()) {
    const position = positionOf(place, options.shard);
    if (await checkCapture({ input, capture, position }, options, output, heard)) capture++;
  }
}
