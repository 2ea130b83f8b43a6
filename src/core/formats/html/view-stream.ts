import { RECORD_KINDS } from "../../records/record.js";
import { jsonText } from "../../text/json-text.js";
import type { FormatContext } from "../context.js";
import type { Format, WriteText } from "../format.js";
import { ndjsonFormat } from "../ndjson.js";
import { Stories } from "./stories.js";
import type { ViewHead } from "./view-line.js";

/**
 * What a page is made of, one line of JSON each (`ViewLine`): a head, then the records of `ndjson`, and before the end of each capture the
 * stories of its responses with findings. It needs events (`FormatRow.needs`); without them there are no stories.
 */
export function viewStream(context: Pick<FormatContext, "makeWaitingTexts" | "textOfLines" | "date">): Format {
  const stories = new Stories(context);
  const lines = ndjsonFormat();
  const handed = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, lines[kind]]));
  const line = (value: object, write: WriteText): void => write(`${jsonText(value)}\n`);
  return {
    ...handed,
    ...(lines.exchanges && { exchanges: lines.exchanges }),
    run: (record, write) => {
      line({ kind: "view", date: context.date } satisfies ViewHead, write);
      lines.run?.(record, write);
    },
    begin: (record, write) => {
      stories.begin();
      lines.begin?.(record, write);
    },
    event: ({ value }) => stories.event(value),
    finding: (record, write) => {
      stories.finding(record.value);
      lines.finding?.(record, write);
    },
    connection: (record, write) => {
      stories.connection(record.value.capture, record.value.id);
      lines.connection?.(record, write);
    },
    capture: (record, write) => {
      stories.endCapture(record.value.path, write);
      lines.capture?.(record, write);
    },
    failure: (record, write) => {
      stories.endCapture(record.value.path, write); // those of what was read before it broke off
      lines.failure?.(record, write);
    },
    summary: (record, write) => {
      line(stories.record, write);
      lines.summary?.(record, write);
    },
  };
}
