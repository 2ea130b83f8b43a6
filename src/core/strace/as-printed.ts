import { Columns } from "./columns/columns.js";
import type { LineSink } from "./line-splitter.js";
import { PlainCharacters } from "./plain-characters.js";

/**
 * Gives lines back as strace printed them, without columns in front and with its own characters, to a reader that wants
 * lines alone. It must be told the end: lines may wait for it.
 */
export function linesAsPrinted(
  sink: LineSink,
  lost: LineSink,
): { readonly line: LineSink; readonly finish: () => void } {
  const columns = new Columns({ line: sink, lost, note: () => {} });
  const characters = new PlainCharacters(() => {});
  let hasBegun = false;
  const proper: LineSink = (bytes, start, end, pid, isCut) => {
    if (pid === null) columns.push(bytes, start, end, pid, isCut);
    else sink(bytes, start, end, pid, isCut);
  };
  return {
    line: (bytes, start, end, pid, isCut) => {
      if (!hasBegun) characters.look(bytes, start);
      hasBegun = true;
      const plain = characters.of(bytes, start, end);
      if (plain) proper(plain, 0, plain.length, pid, isCut);
      else proper(bytes, start, end, pid, isCut);
    },
    finish: () => columns.finish(),
  };
}
