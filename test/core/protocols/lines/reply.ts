/** One reply of a text protocol, with one character for each byte. */
export interface Reply {
  readonly bytes: string;
  /** Where each piece of data begins in it, and how long that is. */
  readonly data: readonly (readonly [at: number, length: number])[];
}

/** How a stream of these replies stands after `length` bytes, by adding up. */
export function standing(replies: readonly Reply[], length: number): string | null {
  let begin = 0;
  for (const { bytes, data: all } of replies) {
    if (length === begin) return null;
    if (length >= begin + bytes.length) {
      begin += bytes.length;
      continue;
    }
    const open = all.find(([at, size]) => length >= begin + at && length < begin + at + size);
    return open ? `cut in-frame ${length - begin - open[0]}/${open[1]}` : `unended ${length - begin}/?`;
  }
  return null;
}
