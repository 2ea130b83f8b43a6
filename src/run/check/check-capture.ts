import { BETWEEN_FACTS } from "../../core/records/exchange-run.js";
import type { RecordSink } from "../../core/records/record-sink.js";
import { checkCaptureAt, type JudgingOptions, type NumberedInput } from "../../reading/check-capture.js";
import type { ReadListener } from "../../reading/read-listener.js";
import { Spool } from "../documents/spool.js";
import type { InputStream } from "../streams.js";
import { analyzePart } from "./analyze-capture.js";

export interface CaptureOptions extends JudgingOptions {
  /** What is read for `-`. */
  readonly stdin?: InputStream;
}

/** Checks one capture of files, or of standard input: see `checkCaptureAt`. */
export function checkCapture(
  numbered: NumberedInput,
  { stdin, ...options }: CaptureOptions,
  output: RecordSink,
  onRead?: ReadListener,
): Promise<boolean> {
  return checkCaptureAt(
    {
      analyze: (listener, reading) =>
        analyzePart(numbered.input.path, listener, onRead, { ...reading, ...(stdin && { stdin }) }),
      makeWaiting: waitingInFile,
    },
    numbered,
    options,
    output,
  );
}

/** Where the facts of the exchanges of open connections wait: in a file, if they are many. */
export function waitingInFile(): Spool<string> {
  return new Spool<string>(BETWEEN_FACTS);
}
