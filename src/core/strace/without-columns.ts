import { bytesOf } from "../bytes.js";
import { Columns } from "./columns/columns.js";
import { Folds } from "./folds/folds.js";
import { firstLines } from "./line/pasted/first-lines.js";
import type { LineSink } from "./line-splitter.js";
import { PlainCharacters } from "./plain-characters.js";

const NOTHING = new Uint8Array(0);

/**
 * Gives the lines of one file of `-ff` back as strace printed them: without columns in front, with its own characters, and
 * folded lines put together, so that their times can be read. It must be told the end: lines may wait for it. In the numbers of
 * the merged lines, a line that was put together is one, and lines that were left out are none.
 */
export function withoutColumns(sink: LineSink): { readonly line: LineSink; readonly finish: () => void } {
  const folds = new Folds({
    line: (bytes, start, end, isCut) => sink(bytes, start, end, null, isCut),
    lost: (text) => sink(bytesOf(text), 0, text.length, null, false, "lost"),
    note: () => {},
  });
  const columns = new Columns({
    line: (bytes, start, end, _pid, isCut) => folds.push(bytes, start, end, isCut),
    lost: (bytes, start, end) => sink(bytes, start, end, null, false, "lost"),
    gap: () => {
      folds.finish();
      sink(NOTHING, 0, 0, null, false, "missing");
    },
    note: () => {},
  });
  const characters = new PlainCharacters(() => {});
  let hasBegun = false;
  return {
    line: (bytes, start, end, pid, isCut, oddity) => {
      if (oddity) {
        folds.finish();
        sink(bytes, start, end, pid, isCut, oddity);
        return;
      }
      if (!hasBegun) {
        characters.look(bytes, start);
        folds.look(firstLines(bytes, start));
      }
      hasBegun = true;
      const plain = characters.of(bytes, start, end);
      if (plain) columns.push(plain, 0, plain.length, pid, isCut);
      else columns.push(bytes, start, end, pid, isCut);
    },
    finish: () => {
      columns.finish();
      folds.finish();
    },
  };
}
