import { gramsOf, type Placement } from "./placements.js";

const codes = (text: string, print: (code: number) => string): string =>
  [...text].map((char) => print(char.charCodeAt(0))).join("");
const ENCODINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => codes(text, (code) => `\\x${code.toString(16)}`),
  (text) => codes(text, (code) => `\\${code.toString(8)}`),
  (text) => codes(text, (code) => `${code.toString(16)} `).trimEnd(),
];

/**
 * What stays of a token in the output, with what stands around it; null if nothing does.
 *
 * @param all the tokens of the capture: a number that may stay and holds one whole may have digits of others by chance
 */
export function survivor(scrubbed: string, { token }: Placement, all: readonly Placement[]): string | null {
  const lower = scrubbed.toLowerCase();
  for (const gram of gramsOf(token)) {
    for (const encode of ENCODINGS) {
      const needle = encode(gram);
      for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + 1)) {
        if (isKept(scrubbed, at, needle.length, all)) continue;
        return `${scrubbed.slice(Math.max(0, at - 40), at)}[${scrubbed.slice(at, at + needle.length)}]${scrubbed.slice(at + needle.length, at + needle.length + 30)}`;
      }
    }
  }
  return null;
}

/** Where a number stays, because a size, a time or a result is what the sample is about: what stands before and after it. */
const KEPT: readonly (readonly [name: string, before: RegExp, number: RegExp, after: RegExp])[] = [
  ["result", /\) += $/, /^\d{1,10}$/, /^(?:[ <\n]|$)/],
  ["size of a buffer", /(?:iov_)?len=$/, /^\d{1,10}$/, /^ ?[},)]/],
  ["asked for", /"(?:\.\.\.)?, (?:count=)?$/, /^\d{1,10}$/, /^(?:[,)]| <unf| <det)/],
  ["copied", /\], (?:count=)?$/, /^\d{1,10}$/, /^[,)]/],
  ["expected", /# expect:[a-z0-9 -]* $/, /^\d{1,10}$/, /^[ \n]/],
  ["seconds", /(?:^|[\n \]>])$/, /^\d{10}$/, /^[. ]/],
  ["fraction", /(?:^|[\s<(])\d+\.$/, /^(?:\d{3}|\d{6}|\d{9})$/, /^[ >)]/],
  ["fraction of a clock", /:\d\d\.$/, /^(?:\d{3}|\d{6}|\d{9})$/, /^ /],
  ["Content-Length", /content-length: *(?:\\t)*$/i, /^\d{1,12}$/, /^ ?(?:\\r|\\n|"|\.|$)/],
];

/** True if the bytes are of such a number, which holds a whole token: of a word that runs on, no digit stays in a line's text. */
function isKept(scrubbed: string, at: number, length: number, all: readonly Placement[]): boolean {
  const [head] = /[0-9]*$/.exec(scrubbed.slice(0, at)) as RegExpExecArray;
  const [tail] = /^[0-9]*/.exec(scrubbed.slice(at + length)) as RegExpExecArray;
  const start = at - head.length;
  const end = at + length + tail.length;
  const number = scrubbed.slice(start, end);
  const [before, after] = [scrubbed.slice(Math.max(0, start - 40), start), scrubbed.slice(end, end + 20)];
  const isLength = /content-length: *$/i.test(before); // the buffer may end within it, an escape may begin it
  if (!isLength && !all.some(({ token }) => number.includes(token))) return false;
  return KEPT.some(([, left, form, right]) => left.test(before) && form.test(number) && right.test(after));
}
