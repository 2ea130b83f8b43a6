import { isSurelyShort } from "../paths/path.js";
import type { PathExchange, PathRecord } from "../records/record.js";
import { AlikeEnds } from "./alike-ends.js";
import { Answers } from "./answers.js";
import { ClockSkews } from "./clock-skews.js";
import type { PathStore } from "./joining-place.js";
import type { PathRows, RowEnd } from "./path-rows.js";
import { StreamAnswers } from "./stream-answers.js";

const NONE = -1;

/** The addresses on which the programs of each capture answer, as numbers. */
export type AnswersOn = ReadonlyMap<number, ReadonlySet<number>>;

/** A path, and the paths that it was joined from. */
export interface JoinedPath extends PathRecord {
  /** How many exchanges each of them has, the outer one first: one has those of one capture. */
  readonly parts: readonly number[];
}

/**
 * Paths of several captures, joined where one goes on in another: the client's end of a connection is that of no other connection. Where
 * captures do not show addresses, the target and the sizes have to say it.
 */
export class JoinedPaths {
  /** The row on which each goes on. */
  readonly #inner: Int32Array;
  /** 1 for rows on which another one goes on, or that are no loss of a request. */
  readonly #isNotFirst: Uint8Array;
  /** Rows of programs that had left before the server lost what it still had. */
  readonly #left = new Set<number>();
  /** Rows of servers whose client may be one that had left before. */
  readonly #mayBeLate = new Set<number>();
  /** Rows that may go on in another capture, though nothing says on which path. */
  readonly #mayGoOn = new Set<number>();

  constructor(
    private readonly paths: PathStore,
    private readonly answersOn: AnswersOn,
  ) {
    const { rows } = paths;
    this.#inner = new Int32Array(rows.count).fill(NONE);
    this.#isNotFirst = new Uint8Array(rows.count);
    this.#link(rows);
  }

  /** Those on which bytes are proven to be lost, each as far as the captures show it, by their first rows. */
  *all(): Generator<readonly [number, JoinedPath]> {
    for (let row = 0; row < this.#inner.length; row++) {
      if (this.#isNotFirst[row] === 1) continue;
      const path = this.from(row);
      if (path.isProven && isSurelyShort(path.exchanges)) yield [row, path];
    }
  }

  /** The path that begins with a row. */
  from(row: number): JoinedPath {
    const rows = [...this.#chain(row)];
    const chain = rows.map((each) => this.paths.at(each));
    const path = chain.reduceRight(joined);
    const mayBeLate = this.#mayBeLate.has(row) && path.origin !== null;
    const settled = mayBeLate ? undecided(path, "client-may-have-left") : this.#settled(path, rows.at(-1) as number);
    return { ...settled, parts: chain.map(({ exchanges }) => exchanges.length) };
  }

  #link(rows: PathRows): void {
    const answers = new Answers(rows);
    const isInner = new Uint8Array(rows.count);
    const late: number[] = [];
    const link = (row: number, isTimely: (row: number, answer: number) => boolean): void => {
      const question = rows.asked(row);
      const answer = question && answers.to(question);
      if (answer === null || isInner[answer] === 1 || this.#leadsTo(answer, row)) return;
      if (isTimely(row, answer)) {
        this.#inner[row] = answer;
        isInner[answer] = 1;
      } else if (rows.hasAsked(row)) {
        this.#left.add(row); // the program had left when the server lost what it still had
        late.push(answer);
      }
    };
    for (let row = 0; row < rows.count; row++) if (rows.isProven(row) && !rows.hasAsked(row)) link(row, () => true);
    const skews = new ClockSkews(rows, this.#pairs());
    for (let row = 0; row < rows.count; row++) {
      if (this.#inner[row] === NONE)
        link(row, (outer, answer) => rows.sawEnd(outer) || skews.endsBefore(answer, outer));
    }
    const streams = new StreamAnswers(this.paths, answers);
    for (let row = 0; row < rows.count; row++) {
      const answer = rows.asksStreams(row) && this.#inner[row] === NONE ? streams.of(row) : null;
      if (answer === "own") this.#left.add(row);
      else if (answer !== null && isInner[answer] === 0 && !this.#leadsTo(answer, row)) {
        this.#inner[row] = answer;
        isInner[answer] = 1;
      }
    }
    for (let row = 0; row < rows.count; row++) late.push(...lateFor(rows.left(row), { rows, answers, skews }));
    this.#doubt(rows, skews, isInner);
    this.#isNotFirst.set(isInner);
    for (const row of late) this.#isNotFirst[row] = 1;
  }

  /** Notes what is not known of rows that are not linked, because no address says who was at the other end. */
  #doubt(rows: PathRows, skews: ClockSkews, isInner: Uint8Array): void {
    const servers = new AlikeEnds(rows.count, "server", (row) => (rows.mayBeShort(row) ? rows.answered(row) : null));
    const leavers = new AlikeEnds(rows.count, "client", (row) => rows.left(row));
    for (let row = 0; row < rows.count; row++) {
      const isLast = this.#inner[row] === NONE && rows.hasAsked(row) && !this.#left.has(row);
      const asked = isLast ? rows.asked(row) : null;
      const answered = isInner[row] === 0 && rows.isProven(row) ? rows.answered(row) : null;
      const goesOn = (each: number, server: RowEnd): boolean =>
        isInner[each] === 0 && !skews.hadLeft(asked as RowEnd, server);
      if (asked && servers.some(asked, goesOn)) this.#mayGoOn.add(row);
      if (answered && leavers.some(answered, (_, client) => skews.hadLeft(client, answered))) this.#mayBeLate.add(row);
    }
  }

  /** Rows that are linked so far: the outer one and the inner one. */
  *#pairs(): Generator<readonly [number, number]> {
    for (const [row, inner] of this.#inner.entries()) if (inner !== NONE) yield [row, inner];
  }

  *#chain(row: number): Generator<number> {
    for (let at = row; at !== NONE; at = this.#inner[at] ?? NONE) yield at;
  }

  #leadsTo(from: number, row: number): boolean {
    for (const each of this.#chain(from)) if (each === row) return true;
    return false;
  }

  /**
   * The path with its origin, if its last row decides it: the program that asked was the first to end the request if it had left, or if another
   * capture shows that the server lost nothing of the request.
   */
  #settled(path: PathRecord, lastRow: number): PathRecord {
    if (this.#left.has(lastRow)) return ownLoss(path);
    const last = path.exchanges.at(-1);
    if (!path.asked || path.asked.isStream || !last || this.#mayGoOn.has(lastRow)) return path;
    const [, server] = path.asked.ends;
    const isShown = [...this.answersOn].some(([capture, on]) => capture !== last.capture && on.has(server));
    return isShown ? ownLoss(path) : path;
  }
}

interface Known {
  readonly rows: PathRows;
  readonly answers: Answers;
  readonly skews: ClockSkews;
}

/** The paths that begin at the other end of an exchange, after its client had left it: what was lost there was lost to nobody. */
function lateFor(left: RowEnd | null, { rows, answers, skews }: Known): readonly number[] {
  if (left === null) return [];
  return answers.onConnectionOf(left).filter((row) => skews.hadLeft(left, rows.answered(row) as RowEnd));
}

/** The program that asked was the first to end the request. */
function ownLoss(path: PathRecord): PathRecord {
  const { streams: _, ...rest } = path;
  return { ...rest, origin: path.exchanges.length - 1, undecided: null, asked: null };
}

function undecided(path: PathRecord, why: NonNullable<PathRecord["undecided"]>): PathRecord {
  return { ...path, origin: null, undecided: why };
}

/** True if its capture does not show what became of its response. */
function isOpen({ exchanges: [first] }: PathRecord): boolean {
  return first?.verdict === "undetermined";
}

/** A path and the one that goes on where it ends. */
function joined(inner: PathRecord, outer: PathRecord): PathRecord {
  const last = outer.exchanges.at(-1) as PathExchange;
  if (!inner.isProven && outer.asked)
    return isOpen(inner) && !inner.wasLeft ? { ...outer, asked: null } : ownLoss(outer);
  const isHidden = outer.streams?.answer === "bad-gateway";
  const part = last.role === "client" ? "received" : isHidden ? "hidden" : "passed-on";
  const exchanges = [...outer.exchanges.slice(0, -1), { ...last, part } as const, ...inner.exchanges];
  const origin = inner.origin === null ? null : outer.exchanges.length + inner.origin;
  const { undecided, asked } = inner;
  return {
    kind: "path",
    capture: null,
    exchanges,
    origin,
    undecided,
    isProven: outer.isProven || inner.isProven || isHidden,
    asked,
  };
}

/**
 * True for the last exchange that a capture shows of a path, if its bytes were lost in another one, and are counted there: what a stream over TLS carried
 * is counted nowhere.
 */
export function isEchoAt({ exchanges, parts }: JoinedPath, at: number): boolean {
  const last = exchanges.at(-1);
  const isCounted = last?.protocol !== "tls" || last.outstandingBytes !== null;
  return isCounted && at < exchanges.length - 1 && isLastOfPart(parts, at);
}

/** True for the last exchange that a capture shows of a path: there it had its finding, as if bytes had been lost there. */
function isLastOfPart(parts: readonly number[], at: number): boolean {
  let end = 0;
  return parts.some((count) => {
    end += count;
    return at === end - 1;
  });
}
