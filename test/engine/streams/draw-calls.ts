import fc from "fast-check";
import type { DrawnPiece } from "./streams-engine.js";

/** How a text is cut into pieces and calls, and how much of each piece is shown. */
interface Cuts {
  readonly places: readonly number[];
  /** A cut after each of these texts, too. */
  readonly after: readonly string[];
  /** A cut where a response may begin, too. */
  readonly isBeforeHeads: boolean;
  /** No cut within a line of which the rest looks like a chunk's size: as a write, it may fit by chance, and nobody could tell. */
  readonly sparesSizes?: true;
  /** How many pieces a call has, in turn. */
  readonly perCall: readonly number[];
  readonly shows: readonly Show[];
}

/** How a piece is shown, and what that kind needs to know. */
interface Show {
  readonly kind: "whole" | "unseen" | "dumped" | "cut" | "short" | "misfit";
  /** Characters that strace shows. */
  readonly most: number;
  /** What a person left out, and what they put in its place. */
  readonly from: number;
  readonly count: number;
  readonly mark: string;
  /** Bytes by which the count is wrong. */
  readonly more: number;
}

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

function show(...kinds: readonly Show["kind"][]): fc.Arbitrary<Show> {
  return fc.record({
    kind: fc.constantFrom(...kinds),
    most: fc.oneof(fc.nat(40), fc.constantFrom(0, 16, 32, 80, 2_100)),
    from: fc.nat(200),
    count: fc.nat(60),
    mark: fc.constantFrom(...MARKS),
    more: fc.integer({ min: -3, max: 3 }),
  });
}

const whole = show("whole");
const cut = show("cut");
const any = show(
  "whole",
  "whole",
  "whole",
  "whole",
  "cut",
  "cut",
  "cut",
  "short",
  "short",
  "unseen",
  "dumped",
  "misfit",
);
const shows: fc.Arbitrary<Show[]> = fc.oneof(
  whole.map((one) => [one]),
  cut.map((one) => [one]),
  fc.array(any, { minLength: 1, maxLength: 5 }),
);

const ENDS = ["\r", "\r\n", "\r\n\r\n", "0\r\n", "d\r", "d\r\n", "d\r\n", "z\r\n", "HTTP", "HTTP/1.1 200", "\r\n\r"];

/** What is left of a line that was cut, if it looks like a chunk's size line. */
const SIZE = /^[0-9a-fA-F]+[ \t]*(?:;[^\r\n]*)?\r?\n/;

const cutsShown = (how: fc.Arbitrary<Show[]>): fc.Arbitrary<Cuts> =>
  fc.record({
    places: fc.oneof(
      { weight: 3, arbitrary: fc.array(fc.nat(), { maxLength: 6 }) },
      { weight: 3, arbitrary: fc.array(fc.nat(80), { maxLength: 10 }) },
      { weight: 1, arbitrary: fc.constant(Array.from({ length: 120 }, (_, at) => at)) }, // byte by byte
    ),
    after: fc.array(fc.constantFrom(...ENDS), { maxLength: 3 }),
    isBeforeHeads: fc.boolean(),
    perCall: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
    shows: how,
  });

export const cuts = cutsShown(shows);
/** The same of bytes of which strace alone hides some. */
export const straceCuts = cutsShown(
  fc.array(show("whole", "whole", "cut", "unseen", "dumped"), { minLength: 1, maxLength: 5 }),
);
/** The same of bytes of which `-s` shows as many of each string. A response begins in a write of its own, as those of servers do. */
export const limitedCuts = cutsShown(
  fc.tuple(cut, fc.constantFrom(16, 32, 80, 2_100)).map(([one, most]) => [{ ...one, most }]),
).map((drawn): Cuts => ({ ...drawn, isBeforeHeads: true, sparesSizes: true }));
/** The same, and from some place on every byte comes in a write of its own, also those of a number that ends a head which was cut. */
export const bytewiseCuts = fc.tuple(limitedCuts, fc.nat(80)).map(
  ([{ sparesSizes: _, ...drawn }, first]): Cuts => ({
    ...drawn,
    places: Array.from({ length: 200 }, (_, index) => first + index),
    perCall: [1],
  }),
);
/** The same of bytes that are all seen. */
export const wholeCuts = cutsShown(whole.map((one) => [one]));

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
  { places, after, isBeforeHeads, sparesSizes }: Pick<Cuts, "places" | "after" | "isBeforeHeads" | "sparesSizes">,
): number[] {
  const found = new Set(places.map((place) => place % (text.length + 1)));
  for (const end of after)
    for (let at = text.indexOf(end); at >= 0; at = text.indexOf(end, at + 1)) found.add(at + end.length);
  if (isBeforeHeads) for (const { index } of text.matchAll(/HTTP\/1\./g)) found.add(index);
  const isSpared = (at: number): boolean => sparesSizes === true && text[at - 1] !== "\n" && SIZE.test(text.slice(at));
  return [...found].filter((at) => !isSpared(at)).sort((one, other) => one - other);
}

function partsOf(text: string, places: readonly number[]): string[] {
  return [0, ...places].map((place, index) => text.slice(place, places[index] ?? text.length)); // a piece may be empty
}

function shownAs(part: string, { kind, most, from, count, mark, more }: Show): DrawnPiece {
  const plain = { text: part, length: part.length, isCut: false, isQuoted: true };
  switch (kind) {
    case "whole":
      return plain;
    case "dumped":
      return { ...plain, isCut: true, isQuoted: false };
    case "unseen":
      return { ...plain, text: "", isCut: true };
    case "cut":
      return { ...plain, text: part.slice(0, most), isCut: part.length > most };
    case "misfit":
      return { ...plain, length: Math.max(0, part.length + more) };
    case "short": {
      const place = from % (part.length + 1);
      return { ...plain, text: part.slice(0, place) + mark + part.slice(place + count) };
    }
  }
}
