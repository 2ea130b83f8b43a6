import { parentPort } from "node:worker_threads";
import { type ActiveRules, loadActiveRules, type RulesSource } from "../config/active-rules.js";
import { type CaptureOptions, checkCapture, type NumberedInput } from "./check-capture.js";
import { RecordFile } from "./record-file.js";

/** A capture to check, for one thread. */
export interface WorkOrder extends NumberedInput {
  readonly wantsConnections: boolean;
  readonly options: Omit<CaptureOptions, "activeRules" | "stdin">;
  readonly rulesSource: RulesSource;
}

/** Whether it was read, and the file with its records. */
export interface WorkDone {
  readonly fd: number;
  readonly isRead: boolean;
}

/** Bytes read are reported in portions: each message takes time. */
const PORTION = 4_000_000;

/** The same for every capture of this thread. */
let activeRules: Promise<ActiveRules> | null = null;

parentPort?.on("message", async (order: WorkOrder | null) => {
  if (!order) return void parentPort?.close();
  parentPort?.postMessage(await work(order));
});

async function work({ wantsConnections, options, rulesSource, ...input }: WorkOrder): Promise<WorkDone> {
  activeRules ??= loadActiveRules(rulesSource);
  const records = new RecordFile(wantsConnections);
  let read = 0;
  const isRead = await checkCapture(input, { ...options, activeRules: await activeRules }, records, (bytes) => {
    read += bytes;
    if (read < PORTION) return;
    parentPort?.postMessage(read);
    read = 0;
  });
  parentPort?.postMessage(read);
  records.flush();
  return { fd: records.fd, isRead };
}
