import type { FromWorker, ToWorker } from "./messages.js";
import { Reading } from "./reading.js";

const report = (message: FromWorker): void => postMessage(message);
const readings = new Map<number, Reading>();
/** A reading begins when the one before it has ended. */
let last: Promise<void> = Promise.resolve();

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "cancel") readings.get(data.reading)?.cancel();
  else if (data.kind === "taken") readings.get(data.reading)?.taken();
  else {
    const reading = new Reading(data, report);
    readings.set(data.reading, reading);
    last = last.then(() => reading.run()).then(() => void readings.delete(data.reading));
  }
});
