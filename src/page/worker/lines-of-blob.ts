import type { TextOfLines } from "../../core/formats/context.js";
import { findLines } from "../../reading/lines-by-number.js";
import type { GivenFile } from "./messages.js";

/** What TypeScript declares only for a program that is a worker as a whole. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

const PIECE = 1 << 22; // bytes

/** Reads lines of files that were read as captures before, by the names that records call them. What cannot be read is left out. */
export function textOfGivenLines(files: readonly GivenFile[]): TextOfLines {
  return (name, lines, edit = (text) => text) => {
    const texts = new Map<number, string>();
    const file = files.find((each) => each.name === name);
    try {
      if (file) findLines(piecesOf(file.blob), lines, (line, text) => texts.set(line, edit(text)));
    } catch {
      // what was read so far is right
    }
    return texts;
  };
}

/** A worker, and no page, can read a file at once. */
function piecesOf(blob: Blob): (position: number) => Uint8Array {
  const reader = new FileReaderSync();
  return (at) => new Uint8Array(reader.readAsArrayBuffer(blob.slice(at, at + PIECE)));
}
