import { parentPort } from "node:worker_threads";
import type { ActiveRules } from "../../core/records/active-rules.js";
import type { EventNeed } from "../../core/records/event.js";
import { type ErrorCode, UnflushedError } from "../../errors.js";
import type { NumberedInput } from "../../reading/check-capture.js";
import { loadActiveRules, type RulesSource } from "../config/active-rules.js";
import { type CaptureOptions, checkCapture } from "./check-capture.js";
import { RecordFile } from "./record-file.js";

/** A capture to check, for one thread. */
export interface WorkOrder extends NumberedInput {
  readonly wantsConnections: boolean;
  readonly eventNeed: EventNeed;
  readonly options: Omit<CaptureOptions, "activeRules" | "stdin">;
  readonly rulesSource: RulesSource;
}

/** Whether it was read, and the file with its records. */
export interface WorkDone {
  readonly fd: number;
  readonly isRead: boolean;
}

/** Why the run cannot go on. An error loses its class on its way to another thread. */
export interface WorkFailed {
  readonly code: ErrorCode;
  readonly message: string;
}

/** Bytes read are reported in portions: each message takes time. */
const PORTION = 4_000_000;

/** The same for every capture of this thread. */
let activeRules: Promise<ActiveRules> | null = null;

function rulesOnce(source: RulesSource): Promise<ActiveRules> {
  activeRules ??= loadActiveRules(source);
  return activeRules;
}

parentPort?.on("message", async (order: WorkOrder | null) => {
  if (!order) return void parentPort?.close();
  parentPort?.postMessage(await workOrFail(order));
});

async function workOrFail(order: WorkOrder): Promise<WorkDone | WorkFailed> {
  try {
    return await work(order);
  } catch (error) {
    if (!(error instanceof UnflushedError)) throw error;
    return { code: error.code, message: error.message };
  }
}

async function work(order: WorkOrder): Promise<WorkDone> {
  const records = new RecordFile(order);
  try {
    return { fd: records.fd, isRead: await checkInto(records, order) };
  } catch (error) {
    records.close();
    throw error;
  }
}

/** Returns whether the capture was read. */
async function checkInto(records: RecordFile, { options, rulesSource, ...input }: WorkOrder): Promise<boolean> {
  let read = 0;
  const isRead = await checkCapture(
    input,
    { ...options, activeRules: await rulesOnce(rulesSource) },
    records,
    (bytes) => {
      read += bytes;
      if (read < PORTION) return;
      parentPort?.postMessage(read);
      read = 0;
    },
  );
  parentPort?.postMessage(read);
  records.flush();
  return isRead;
}
