import type { Format } from "../../../core/formats/format.js";
import type { PathServer, PathTally } from "../../../core/formats/paths/path-tally.js";
import type { PathRecord } from "../../../core/records/record.js";
import { jsonText } from "../../../core/text/json-text.js";
import type { PathReport } from "./text.js";

/**
 * One document of `schema/path.schema.json`. Paths are written as they come, one on a line.
 *
 * @param tally counts the paths that are shown
 */
export function pathJson({ isShown, showsEach }: PathReport, tally: PathTally): Format {
  const captures: string[] = [];
  const clocks: object[] = [];
  let head = "";
  let separator = "";
  let number = 0;
  return {
    run: ({ value }) => {
      head = `{"schemaVersion":1,"tool":${jsonText(value.tool)},\n"paths":[\n`; // comes with what follows: that may be an error instead
    },
    begin: ({ value: { capture, path } }) => {
      captures[capture] = path;
    },
    clock: ({ value: { kind: _, ...clock } }) => void clocks.push(clock),
    path: ({ value }, write) => {
      if (!value.isProven) return;
      number++;
      if (!isShown(value)) return;
      tally.take(value);
      if (!showsEach) return;
      write(head + separator + shownPath(value, number));
      head = "";
      separator = ",\n";
    },
    summary: ({ value: { kind: _, ...summary } }, write) => {
      const { losses, origins, hops } = tally;
      const undecided = [...tally.undecided].map(([code, count]) => ({ code, losses: count }));
      write(`${head}],\n"captures":${jsonText(captures)},\n"clocks":${jsonText(clocks)},\n"losses":${losses},\n`);
      write(`"origins":${jsonText(origins.map(plainServer))},\n"hops":${jsonText(hops.map(plainServer))},\n`);
      write(`"undecided":${jsonText(undecided)},\n"summary":${jsonText(summary)}}\n`);
    },
  };
}

function shownPath({ exchanges, origin, undecided }: PathRecord, number: number): string {
  return jsonText({
    id: `p${number}`,
    exchanges: exchanges.map(({ ends: _, ...exchange }) => exchange),
    origin,
    undecided,
  });
}

function plainServer<T extends PathServer>({ pids, ...server }: T): object {
  return { ...server, pids: [...pids] };
}
