import type { EngineModule } from "../../engine/host/load.js";
import { UnflushedError } from "../../errors.js";
import { Batches } from "./batches.js";
import { checkGiven } from "./check-given.js";
import type { FromWorker, ToWorker, WorkOfPage } from "./messages.js";

/** Milliseconds between two reports of progress. */
const OFTEN = 100;

const report = (message: FromWorker): void => postMessage(message);
const now = (): number => performance.now();
const batches = new Batches((lines) => report({ kind: "lines", lines }), now);

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "taken") batches.taken();
  else void work(data);
});

async function work({ engine, files }: WorkOfPage): Promise<void> {
  const totalBytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
  let readBytes = 0;
  let reportedAt = Number.NEGATIVE_INFINITY;
  const onRead = async (bytes: number): Promise<void> => {
    readBytes += bytes;
    if (now() - reportedAt >= OFTEN) {
      reportedAt = now();
      report({ kind: "progress", readBytes, totalBytes });
    }
    await batches.turn();
  };
  try {
    await checkGiven(engine as EngineModule, files, batches.write, onRead);
    batches.flush();
    report({ kind: "progress", readBytes: totalBytes, totalBytes });
    report({ kind: "done" });
  } catch (error) {
    batches.flush();
    report({ kind: "failed", message: sentenceOf(error) });
  }
}

/** What a person reads of an error; one that nobody can cause is a fault of ours. */
function sentenceOf(error: unknown): string {
  return error instanceof UnflushedError ? error.message : `internal error, please report it: ${error}`;
}
