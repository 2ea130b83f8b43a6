import { RECORD_KINDS } from "../../records/record.js";
import type { RecordLine } from "../../records/record-line.js";
import type { FormatContext } from "../context.js";
import { type Format, type WriteText, writeExchanges, writeRecord } from "../format.js";
import { PackedText } from "./packed-text.js";
import { viewStream } from "./view-stream.js";

/** Where src/page/report/page.html has room for the records. */
const ROOM = "<!-- records -->";

/** A page to open in a browser: the viewer, with the view stream of the run inside as packed text. */
export function htmlFormat(context: FormatContext): Format {
  const stream = viewStream({ ...context, isLive: false }); // a browser opens the report when it is whole
  const [head = "", tail = ""] = context.reportPage().split(ROOM);
  let packed: PackedText | null = null;
  const into = (write: WriteText): WriteText => {
    packed ??= new PackedText(write);
    const { add } = packed;
    return add;
  };
  const take = (line: RecordLine, write: WriteText): void => {
    if (line.kind === "run") write(`${head}<script type="application/octet-stream" id="records">\n`);
    writeRecord(stream, line, into(write));
    if (line.kind !== "summary") return;
    packed?.end();
    write(`</script>${tail}`);
  };
  return {
    ...(Object.fromEntries(RECORD_KINDS.map((kind) => [kind, take])) as Format),
    exchanges: (run, write) => writeExchanges(stream, run, into(write)),
    settle: async (write) => stream.settle?.(into(write)),
  };
}
