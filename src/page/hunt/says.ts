import { analyzeText } from "../../analyze/index.js";
import type { Connection } from "../../core/analysis/model.js";
import { type FormatContext, plainContext } from "../../core/formats/context.js";
import { writeRecord } from "../../core/formats/format.js";
import { textFormat } from "../../core/formats/text/text.js";
import { recordsOf } from "../../core/records/records-of.js";
import { timelineText } from "../../core/timeline/text.js";
import { Timeline } from "../../core/timeline/timeline.js";

const { page } = plainContext;

/** What `unflushed check FILE` prints of a capture, on a page of so many columns; `summary` is `--summary`. */
export function checkText(
  path: string,
  text: string,
  columns = page.width,
  shows: FormatContext["shows"] = "kinds",
): string {
  const analysis = analyzeText(text);
  const named = { ...analysis, capture: { ...analysis.capture, path } };
  const format = textFormat({ ...plainContext, page: { ...page, width: columns }, shows });
  let written = "";
  for (const line of recordsOf([named], { version: "" })) writeRecord(format, line, (more) => (written += more));
  return written;
}

/** What `unflushed timeline FILE` prints of the connection on which bytes were lost first. */
export function lossTimelineText(text: string, columns = page.width): string {
  const timelines = new Map<Connection, Timeline>();
  const timelineOf = (connection: Connection): Timeline => {
    const known = timelines.get(connection) ?? new Timeline(connection);
    timelines.set(connection, known);
    return known;
  };
  const { findings } = analyzeText(text, {
    onEvent: (connection, event, progress) => timelineOf(connection).event(event, progress),
    onExchange: (connection, exchange) => timelineOf(connection).exchange(exchange),
    onConnection: (connection, clock) => {
      timelineOf(connection).clock = clock;
    },
  });
  const loss = findings.find(({ finding }) => finding.level === "error");
  return loss ? timelineText(timelineOf(loss.connection), { ...page, width: columns }) : "no bytes were lost\n";
}
