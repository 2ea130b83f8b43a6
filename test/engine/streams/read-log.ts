import type { StreamsEngine } from "./streams-engine.js";

/** As the enums of the engine count them (src/engine/assembly/http1/head/framing.ts, message/states.ts). */
export const FRAMINGS = ["none", "content-length", "chunked", "until-close", "tunnel", "invalid"] as const;
export const GAPS = ["head", "sized", "chunk", "broken", "start"] as const;
export const STATES = [
  "start",
  "head",
  "fixed",
  "chunk-size",
  "chunk-data",
  "chunk-end",
  "last-chunk",
  "unfinished-size",
  "unended",
  "trailers",
  "until-close",
  "lost",
] as const;

export type Gap = (typeof GAPS)[number];
export type State = (typeof STATES)[number];

/** Reads the numbers that the engine wrote (test/engine/assembly/stream-log.ts), one after the other. */
export class LogReader {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(engine: StreamsEngine) {
    this.#numbers = engine.takeLog();
  }

  get isOver(): boolean {
    return this.#at >= this.#numbers.length;
  }

  number(): number {
    const number = this.#numbers[this.#at++];
    if (number === undefined) throw new Error("the log has no more numbers");
    return number;
  }

  flag(): boolean {
    return this.number() !== 0;
  }

  /** A text, which has its length in front. */
  text(): string {
    const length = this.number();
    const bytes = this.#numbers.slice(this.#at, this.#at + length);
    this.#at += length;
    return bytes.map((byte) => String.fromCharCode(byte)).join("");
  }

  /** One of these words, by its index. */
  word<Word extends string>(words: readonly Word[]): Word {
    const word = words[this.number()];
    if (word === undefined) throw new Error("the log has a number that stands for no word");
    return word;
  }
}

/** What a parser told its handler. */
export type Heard =
  | {
      readonly kind: "head";
      readonly status: number;
      readonly minor: number;
      readonly framing: (typeof FRAMINGS)[number];
      readonly length: number;
      readonly closes: boolean;
      readonly isUpgradeToH2c: boolean;
    }
  | { readonly kind: "body" | "surplus"; readonly bytes: number }
  | { readonly kind: "found"; readonly isLast: boolean }
  | { readonly kind: "lost"; readonly gap: Gap; readonly isElided: boolean; readonly seen: string }
  | { readonly kind: "cut"; readonly hidden: number; readonly isElided: boolean; readonly seen: string }
  | { readonly kind: "bytes"; readonly as: State; readonly bytes: number }
  | { readonly kind: "start" | "end" | "followed" | "instead" | "bodiless" | "restHidden" };

/** As test/engine/assembly/stream-log.ts numbers them. */
export const KINDS = [
  ...(["start", "head", "body", "end", "found", "followed", "instead", "surplus"] as const),
  ...(["lost", "cut", "bodiless", "restHidden", "bytes"] as const),
];

/** All that a handler heard of since the last time. */
export function heardIn(engine: StreamsEngine): Heard[] {
  const log = new LogReader(engine);
  const heard: Heard[] = [];
  while (!log.isOver) heard.push(nextIn(log));
  return heard;
}

function nextIn(log: LogReader): Heard {
  const kind = log.word(KINDS);
  switch (kind) {
    case "head": {
      const [status, minor] = [log.number(), log.number()];
      const [framing, length] = [log.word(FRAMINGS), log.number()];
      return { kind, status, minor, framing, length, closes: log.flag(), isUpgradeToH2c: log.flag() };
    }
    case "body":
    case "surplus":
      return { kind, bytes: log.number() };
    case "found":
      return { kind, isLast: log.flag() };
    case "lost":
      return { kind, gap: log.word(GAPS), isElided: log.flag(), seen: log.text() };
    case "cut":
      return { kind, hidden: log.number(), isElided: log.flag(), seen: log.text() };
    case "bytes":
      return { kind, as: log.word(STATES), bytes: log.number() };
    default:
      return { kind };
  }
}
