import { RECORD_KINDS } from "../records/record.js";
import type { Format, WriteText } from "./format.js";

/**
 * Every record but the events as it comes, one line of JSON each (`schema/record.schema.json`). All formats that show no events can be made of
 * these.
 */
export function ndjsonFormat(): Format {
  const line = ({ text }: { readonly text: string }, write: WriteText): void => write(`${text}\n`);
  return {
    ...Object.fromEntries(RECORD_KINDS.filter((kind) => kind !== "event").map((kind) => [kind, line])),
    exchanges: ({ text }, write) => write(text),
  };
}
