const PAREN_OPEN = "(";
const NAME = /[a-z_0-9]/;

/** The start of a call within a text: a name, and the bracket after it. */
export interface CallStart {
  readonly name: string;
  /** Index after the bracket. */
  readonly argsStart: number;
}

/** The names before brackets in a text that may be any text, from left to right. It looks at each character once. */
export function* callStartsIn(text: string): Generator<CallStart> {
  for (let paren = text.indexOf(PAREN_OPEN); paren >= 0; paren = text.indexOf(PAREN_OPEN, paren + 1)) {
    let start = paren;
    while (start > 0 && NAME.test(text[start - 1] as string)) start--;
    if (start < paren) yield { name: text.slice(start, paren), argsStart: paren + 1 };
  }
}
