import fc from "fast-check";
import type { DrawnPiece } from "./streams-engine.js";

/** How a text is cut into pieces and calls, and how much of each piece is shown. */
interface Cuts {
  readonly places: readonly number[];
  /** A cut after each of these texts, too. */
  readonly after: readonly string[];
  /** A cut where a response may begin, too. */
  readonly isBeforeHeads: boolean;
  /** How many pieces a call has, in turn. */
  readonly perCall: readonly number[];
  readonly shows: readonly Show[];
}

/** How a piece is shown. */
type Show =
  | { readonly kind: "whole" | "unseen" | "dumped" }
  | { readonly kind: "cut"; readonly most: number }
  | { readonly kind: "short"; readonly from: number; readonly count: number; readonly mark: string }
  | { readonly kind: "misfit"; readonly more: number };

const MARKS = [
  "...",
  "<snip>",
  " [...] ",
  "(more headers)",
  "\xe2\x80\xa6",
  "...\r\n",
  "\r\n...\r\n",
  "[... cut ...]",
  "",
  ".",
];

const whole = fc.constant<Show>({ kind: "whole" });
const cut = fc.record<Show>({
  kind: fc.constant("cut" as const),
  most: fc.oneof(fc.nat(40), fc.constantFrom(0, 16, 32, 80, 2_100)),
});
const short = fc.record<Show>({
  kind: fc.constant("short" as const),
  from: fc.nat(200),
  count: fc.nat(60),
  mark: fc.constantFrom(...MARKS),
});
const any = fc.oneof(
  { weight: 5, arbitrary: whole },
  { weight: 4, arbitrary: cut },
  { weight: 2, arbitrary: short },
  { weight: 1, arbitrary: fc.constantFrom<Show>({ kind: "unseen" }, { kind: "dumped" }) },
  {
    weight: 1,
    arbitrary: fc.record<Show>({ kind: fc.constant("misfit" as const), more: fc.integer({ min: -3, max: 3 }) }),
  },
);
const shows = fc.oneof(
  whole.map((show) => [show]),
  cut.map((show) => [show]),
  fc.array(any, { minLength: 1, maxLength: 5 }),
);

const ENDS = ["\r", "\r\n", "\r\n\r\n", "0\r\n", "d\r", "d\r\n", "d\r\n", "z\r\n", "HTTP", "HTTP/1.1 200", "\r\n\r"];

export const cuts: fc.Arbitrary<Cuts> = fc.record({
  places: fc.oneof(
    { weight: 3, arbitrary: fc.array(fc.nat(), { maxLength: 6 }) },
    { weight: 3, arbitrary: fc.array(fc.nat(80), { maxLength: 10 }) },
    { weight: 1, arbitrary: fc.constant(Array.from({ length: 120 }, (_, at) => at)) }, // byte by byte
  ),
  after: fc.array(fc.constantFrom(...ENDS), { maxLength: 3 }),
  isBeforeHeads: fc.boolean(),
  perCall: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
  shows,
});

/** The calls that carry a text: the pieces of each. */
export function callsOf(text: string, { perCall, shows: kinds, ...cut }: Cuts): DrawnPiece[][] {
  const parts = partsOf(text, placesIn(text, cut));
  const calls: DrawnPiece[][] = [];
  for (let at = 0, call = 0; at < parts.length; call++) {
    const count = perCall[call % perCall.length] as number;
    const pieces = parts
      .slice(at, at + count)
      .map((part, index) => shownAs(part, kinds[(at + index) % kinds.length] as Show));
    calls.push(pieces);
    at += count;
  }
  return calls;
}

function placesIn(
  text: string,
  { places, after, isBeforeHeads }: Pick<Cuts, "places" | "after" | "isBeforeHeads">,
): number[] {
  const found = new Set(places.map((place) => place % (text.length + 1)));
  for (const end of after)
    for (let at = text.indexOf(end); at >= 0; at = text.indexOf(end, at + 1)) found.add(at + end.length);
  if (isBeforeHeads) for (const { index } of text.matchAll(/HTTP\/1\./g)) found.add(index);
  return [...found].sort((one, other) => one - other);
}

function partsOf(text: string, places: readonly number[]): string[] {
  return [0, ...places].map((place, index) => text.slice(place, places[index] ?? text.length)); // a piece may be empty
}

function shownAs(part: string, show: Show): DrawnPiece {
  const plain = { text: part, length: part.length, isCut: false, isQuoted: true };
  switch (show.kind) {
    case "whole":
      return plain;
    case "dumped":
      return { ...plain, isCut: true, isQuoted: false };
    case "unseen":
      return { ...plain, text: "", isCut: true };
    case "cut":
      return { ...plain, text: part.slice(0, show.most), isCut: part.length > show.most };
    case "misfit":
      return { ...plain, length: Math.max(0, part.length + show.more) };
    case "short": {
      const from = show.from % (part.length + 1);
      return { ...plain, text: part.slice(0, from) + show.mark + part.slice(from + show.count) };
    }
  }
}
