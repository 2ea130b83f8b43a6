import type { Place } from "../strace/line-places.js";
import { jsonText } from "../text/json-text.js";

/** The place of a line of the merged stream; null if its capture is one file. */
export type PlaceOf = (line: number) => Place | null;

/** What has a line. Of a capture of `strace -ff`, `line` is that of the merged stream, and `at` says where it stands. */
export interface Placed {
  /** Left out if the capture is one file. */
  readonly at?: Place;
}

export const noPlaces: PlaceOf = () => null;

/** `at` of this line, for a spread. */
export function placed(line: number | null, placeOf: PlaceOf): Placed {
  const at = line === null ? null : placeOf(line);
  return at ? { at } : {};
}

/** A line in the JSON text of an exchange or a connection. It is never part of another text: the quotes in a text are escaped. */
const LINE = /"line":(\d+)/g;

/** The facts of an exchange or a connection, as JSON, with a place after each line. */
export function placedFacts(facts: string, placeOf: PlaceOf): string {
  return facts.replace(LINE, (key, line) => {
    const at = placeOf(Number(line));
    return at ? `${key},"at":${jsonText(at)}` : key;
  });
}

/** Where a person finds a line: the file and its own line if they are known, else the capture and the number in it. */
export function placeIn(path: string, { line, at }: Placed & { readonly line: number }): Place {
  return at ?? { file: path, line };
}
