import { parentPort } from "node:worker_threads";
import type { CaptureInput } from "../capture/find-captures.js";
import { type CaptureOptions, checkCapture, type Outcome } from "./check-capture.js";
import { RecordFile } from "./record-file.js";

/** A capture to check, for one thread. */
export interface WorkOrder {
  readonly input: CaptureInput;
  readonly capture: number;
  readonly wantsConnections: boolean;
  readonly options: CaptureOptions;
}

/** What became of it, and the file with what was told of it. */
export interface WorkDone {
  readonly fd: number;
  readonly outcome: Outcome;
}

/** Bytes read are told in portions: a message costs more than it says. */
const PORTION = 4_000_000;

parentPort?.on("message", async (order: WorkOrder | null) => {
  if (!order) return void parentPort?.close();
  parentPort?.postMessage(await work(order));
});

async function work({ input, capture, wantsConnections, options }: WorkOrder): Promise<WorkDone> {
  const records = new RecordFile(wantsConnections);
  let read = 0;
  const outcome = await checkCapture({ input, capture }, options, records, (bytes) => {
    read += bytes;
    if (read < PORTION) return;
    parentPort?.postMessage(read);
    read = 0;
  });
  parentPort?.postMessage(read);
  records.flush();
  return { fd: records.fd, outcome };
}
