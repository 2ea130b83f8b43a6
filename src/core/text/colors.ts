import { createColors } from "picocolors";

type Paint = (text: string) => string;

/** Colours by meaning. If colours are off, every function returns its text unchanged. */
export interface Palette {
  readonly error: Paint;
  readonly warning: Paint;
  readonly note: Paint;
  readonly good: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
}

const unchanged: Paint = (text) => text;
const PLAIN: Palette = {
  error: unchanged,
  warning: unchanged,
  note: unchanged,
  good: unchanged,
  strong: unchanged,
  faint: unchanged,
};

/** Makes a palette; `isOn` is true for a page that shows colours. */
export function palette(isOn: boolean): Palette {
  if (!isOn) return PLAIN;
  const { red, yellow, cyan, green, bold, dim } = createColors(true);
  return {
    error: (text) => bold(red(text)),
    warning: (text) => bold(yellow(text)),
    note: (text) => bold(cyan(text)),
    good: green,
    strong: bold,
    faint: dim,
  };
}

/** An SGR sequence (ECMA-48, 8.3.117), which sets a colour and takes no column; `grep` adds EL, which erases to the end. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences are what is looked for
const COLOR = /\x1b\[[\d;]*[mK]/g;

/** Removes the escape sequences that colour a text. */
export function withoutColors(text: string): string {
  return text.replace(COLOR, "");
}
