import pc from "picocolors";

type Paint = (text: string) => string;

/** Colours by meaning. Off, every function returns its text as it is. */
export interface Palette {
  readonly error: Paint;
  readonly warning: Paint;
  readonly note: Paint;
  readonly good: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
}

/** The palette of a page: `isOn` for a page that shows colours. */
export function palette(isOn: boolean): Palette {
  const { red, yellow, cyan, green, bold, dim } = pc.createColors(isOn);
  return {
    error: (text) => bold(red(text)),
    warning: (text) => bold(yellow(text)),
    note: (text) => bold(cyan(text)),
    good: green,
    strong: bold,
    faint: dim,
  };
}

/** An SGR sequence (ECMA-48, 8.3.117), which sets a colour and takes no column. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences are what is looked for
const COLOR = /\x1b\[[\d;]*m/g;

/** The text without the sequences that colour it. */
export function withoutColors(text: string): string {
  return text.replace(COLOR, "");
}
