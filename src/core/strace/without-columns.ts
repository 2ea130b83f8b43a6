import { Columns } from "./columns/columns.js";
import type { LineSink } from "./line-splitter.js";
import { PlainCharacters } from "./plain-characters.js";

/**
 * Gives the lines of one file of `-ff` back without columns in front and with strace's own characters, so that their times
 * can be read. It must be told the end: lines may wait for it.
 *
 * @param gap called before a line whose number shows that lines before it were left out
 */
export function withoutColumns(
  sink: LineSink,
  gap: () => void,
): { readonly line: LineSink; readonly finish: () => void } {
  const columns = new Columns({ line: sink, lost: sink, gap, note: () => {} });
  const characters = new PlainCharacters(() => {});
  let hasBegun = false;
  return {
    line: (bytes, start, end, pid, isCut) => {
      if (!hasBegun) characters.look(bytes, start);
      hasBegun = true;
      const plain = characters.of(bytes, start, end);
      if (plain) columns.push(plain, 0, plain.length, pid, isCut);
      else columns.push(bytes, start, end, pid, isCut);
    },
    finish: () => columns.finish(),
  };
}
