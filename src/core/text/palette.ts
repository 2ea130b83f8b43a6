import { styleText } from "node:util";

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

export function palette(isOn: boolean): Palette {
  const paint = (...formats: Parameters<typeof styleText>[0][]): Paint =>
    isOn
      ? (text) => formats.reduce((painted, format) => styleText(format, painted, { validateStream: false }), text)
      : (text) => text;
  return {
    error: paint("red", "bold"),
    warning: paint("yellow", "bold"),
    note: paint("cyan", "bold"),
    good: paint("green"),
    strong: paint("bold"),
    faint: paint("dim"),
  };
}
