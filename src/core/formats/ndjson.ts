import type { Format, WriteText } from "./format.js";

/** Every record as it comes, a line of JSON each (`schema/record.schema.json`): what all other formats are made of. */
export function ndjsonFormat(): Format {
  const line = ({ text }: { readonly text: string }, write: WriteText): void => write(`${text}\n`);
  return {
    run: line,
    begin: line,
    finding: line,
    connection: line,
    exchange: line,
    deviation: line,
    capture: line,
    failure: line,
    passed: line,
    summary: line,
  };
}
