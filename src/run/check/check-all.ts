import { isPlainFile } from "../../capture/chunks.js";
import type { CaptureInput } from "../../capture/find-captures.js";
import type { RecordSink } from "../../core/records/record-sink.js";
import { STDIN } from "../../reading/problems.js";
import type { ReadListener } from "../../reading/read-listener.js";
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
  /** Hears the text of a capture that can be read only once, before it is analysed; not if another thread reads it. */
  readonly onText?: (path: string, text: Uint8Array) => void;
}

/** Checks the captures in the order given: one after the other, or several at a time on other threads. */
export async function checkAll(
  inputs: readonly CaptureInput[],
  options: AllOptions,
  output: RecordSink,
  { onRead, caughtUp, onText }: MeanwhileAll,
): Promise<void> {
  const jobs = jobsFor(inputs, options.jobs);
  if (jobs > 1) {
    const { checkOnThreads } = await import("./check-threads.js");
    await checkOnThreads(inputs, jobs, options, output, { onRead: (bytes) => void onRead(bytes), caughtUp });
    return;
  }
  let capture = 0;
  for (const [place, input] of inputs.entries()) {
    const position = positionOf(place, options.shard);
    const isReadOnce = input.path === STDIN || !isPlainFile(input.path);
    const heard: ReadListener = async (bytes, text) => {
      if (text && isReadOnce) onText?.(input.path, text);
      await onRead(bytes);
      await caughtUp();
    };
    if (await checkCapture({ input, capture, position }, options, output, heard)) capture++;
  }
}
