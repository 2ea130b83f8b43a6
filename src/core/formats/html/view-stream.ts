import { RECORD_KINDS } from "../../records/record.js";
import { jsonText } from "../../text/json-text.js";
import type { FormatContext } from "../context.js";
import type { Format, WriteText } from "../format.js";
import { ndjsonFormat } from "../ndjson.js";
import { Stories, type StoryContext } from "./stories.js";
import type { ViewHead } from "./view-line.js";

/** What a view stream needs to know of a run. */
export type ViewContext = StoryContext & Pick<FormatContext, "date">;

/**
 * What a page is made of, one line of JSON each (`ViewLine`): a head, then the records of `ndjson`, and before the end of each capture the
 * stories of its responses with findings. It needs events (`FormatRow.needs`); without them there are no stories.
 */
export function viewStream(context: ViewContext): Format {
  const stories = viewStories(context);
  const records = viewRecords({ date: context.date });
  const both = RECORD_KINDS.map((kind) => [
    kind,
    (line: never, write: WriteText) => {
      stories[kind]?.(line, write);
      records[kind]?.(line, write);
    },
  ]);
  const { settle } = stories;
  return {
    ...Object.fromEntries(both),
    ...(records.exchanges && { exchanges: records.exchanges }),
    ...(settle && { settle }),
  };
}

/** The stories alone, of all records in their order. */
export function viewStories(context: StoryContext): Format {
  const stories = new Stories(context);
  return {
    begin: ({ value }) => stories.begin(value.path),
    event: ({ value }, write) => stories.event(value, write),
    finding: ({ value }, write) => stories.finding(value, write),
    connection: ({ value }, write) => stories.connection(value.capture, value.id, write),
    settle: (write) => stories.settle(write),
    summary: (_, write) => stories.end(write),
  };
}

/** The rest of a view stream: its head, and the records. */
export function viewRecords(head: Omit<ViewHead, "kind">): Format {
  const lines = ndjsonFormat();
  return {
    ...lines,
    run: (record, write) => {
      write(`${jsonText({ kind: "view", ...head } satisfies ViewHead)}\n`);
      lines.run?.(record, write);
    },
  };
}
