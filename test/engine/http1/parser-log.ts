import { type Answers, EngineParser, NO_ANSWERS, type Standing } from "../streams/engine-parser.js";
import type { Heard } from "../streams/read-log.js";
import { type DrawnPiece, StreamsEngine } from "../streams/streams-engine.js";

/** The start of a head, and heads that are whole. */
export const OK = "HTTP/1.1 200 OK\r\n";
export const FIVE = `${OK}Content-Length: 5\r\n\r\n`;
export const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
export const BODILESS = "HTTP/1.1 204 No Content\r\n\r\n";
/** What a parser reports of `BODILESS`. */
export const NEXT = "start, head 204, end";

/** The end of a log, as long as another one, without what was seen of a head. */
export const endOf = (log: string, other: string): string =>
  log.replace(/(?<=lost head) "[^"]*"/, "").slice(-other.length);

/** Bytes of which strace shows `text`. */
export const piece = (text: string, length = text.length): DrawnPiece => ({
  text,
  length,
  isCut: text.length < length,
  isQuoted: true,
});

/** Bytes of which a person left this, with their marks. */
export const elided = (text: string, length: number): DrawnPiece => ({ text, length, isCut: false, isQuoted: true });

/** A call: one buffer, or several. */
export type Call = string | DrawnPiece | readonly DrawnPiece[];

const piecesOf = (call: Call): readonly DrawnPiece[] =>
  typeof call === "string" ? [piece(call)] : "text" in call ? [call] : call;

export const engine = new StreamsEngine();

/** How a test says that a handler heard of something; null if it is about the classes of bytes. */
function said(heard: Heard): string | null {
  switch (heard.kind) {
    case "head":
      return `head ${heard.status}`;
    case "body":
    case "surplus":
      return `${heard.kind} ${heard.bytes}`;
    case "found":
      return heard.isLast ? "found the last" : "found";
    case "lost":
      return `lost ${heard.gap}${heard.seen === "" ? "" : ` ${JSON.stringify(heard.seen)}`}${heard.isElided ? " elided" : ""}`;
    case "cut":
      return `cut ${JSON.stringify(heard.seen)} ${heard.hidden}${heard.isElided ? " elided" : ""}`;
    case "restHidden":
      return "rest hidden";
    case "bytes":
      return null;
    default:
      return heard.kind;
  }
}

/** A parser that a test feeds call by call. */
export class TestParser {
  /** What it reported. */
  readonly log: string[] = [];
  /** How it classified the bytes, one after the other. */
  readonly classes: string[] = [];
  readonly #parser: EngineParser;

  constructor(answers: Partial<Answers> = {}, isPlain = false) {
    this.answer(answers);
    this.#parser = new EngineParser(engine, isPlain);
  }

  /** From now on it is answered so. */
  answer(answers: Partial<Answers>): void {
    EngineParser.answer(engine, { ...NO_ANSWERS, ...answers });
  }

  take(call: Call, isOwn = true): void {
    this.#parser.take(piecesOf(call), isOwn);
    for (const heard of this.#parser.heard()) {
      const text = said(heard);
      if (text !== null) this.log.push(text);
      else if (heard.kind === "bytes") this.classes.push(`${heard.as} ${heard.bytes}`);
    }
  }

  /** What it reported, and one that goes on from here and reports a call. */
  forkTaking(call: Call): { readonly log: string[]; readonly standing: Standing } {
    const fork = this.#parser.fork();
    fork.take(piecesOf(call));
    const log = fork.heard().flatMap((heard) => said(heard) ?? []);
    const standing = fork.standing();
    fork.drop();
    return { log, standing };
  }

  /** True if bytes that were offered may hold the end of the response; null if nobody knows how many they are. */
  mayEndIn(offered: readonly DrawnPiece[] | null, { method = "", inDoubt = 0, mayEnd = false } = {}): boolean {
    return this.#parser.mayEndIn(offered, method, inDoubt, mayEnd);
  }

  get standing(): Standing {
    return this.#parser.standing();
  }

  get text(): string {
    return this.log.join(", ");
  }
}

/** A parser that has taken these calls. */
export function parse(calls: readonly Call[], answers: Partial<Answers> = {}): TestParser {
  const parser = new TestParser(answers);
  for (const call of calls) parser.take(call);
  return parser;
}

/** How a parser classified the bytes of these calls, one after the other. */
export const classesOf = (calls: readonly Call[], answers: Partial<Answers> = {}): string =>
  parse(calls, answers).classes.join(", ");

/** What a parser reports to a handler that answers only what it must. */
export function parsePlainly(calls: readonly Call[], answers: Partial<Answers> = {}): string {
  const parser = new TestParser(answers, true);
  for (const call of calls) parser.take(call);
  return parser.text;
}
