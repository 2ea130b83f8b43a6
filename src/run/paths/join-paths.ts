import { isSurelyShort } from "../../core/paths/path.js";
import { targetHash } from "../../core/paths/target-hash.js";
import type { AskedExchange, PathExchange, PathRecord } from "../../core/records/record.js";
import { ClockSkews } from "./clock-skews.js";

/** What a program asked for on another hop: the end of the path that its own capture shows. */
interface Question extends AskedExchange {
  readonly capture: number;
  /** True if its own capture proves that the response came short. */
  readonly isProven: boolean;
}

/** Paths of several captures, by the exchanges that their first hops answered. */
class Answers {
  readonly #byClient = new Map<number, PathRecord[]>();
  readonly #byTarget = new Map<number, PathRecord[]>();

  constructor(paths: readonly PathRecord[]) {
    for (const path of paths) {
      const [first] = path.exchanges;
      if (first?.role === "client" || !first) continue;
      if (first.ends[1] !== 0) file(this.#byClient, first.ends[1], path);
      if (first.target !== null) file(this.#byTarget, targetHash(first.target), path);
    }
  }

  /** The path that goes on where a program asked; null if none does, or if as much speaks for one as for another. */
  to(question: Question): PathRecord | null {
    const [client] = question.ends;
    const sure =
      client === 0 ? [] : this.#of(this.#byClient, client, question).filter((path) => isTargetOf(question, path));
    const found =
      sure.length > 0
        ? sure
        : this.#of(this.#byTarget, question.target, question).filter((path) => isLike(question, path));
    return nearest(question, found);
  }

  #of(map: ReadonlyMap<number, PathRecord[]>, key: number, { capture, ends }: Question): PathRecord[] {
    return (map.get(key) ?? []).filter(({ exchanges: [first] }) => {
      const areTwoEnds = !first || ends[1] === 0 || first.ends[0] === 0 || ends[1] === first.ends[0];
      return first !== undefined && first.capture !== capture && areTwoEnds;
    });
  }
}

function file<V>(map: Map<number, V[]>, key: number, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function isTargetOf({ target }: Question, { exchanges: [first] }: PathRecord): boolean {
  return target === 0 || first?.target == null || target === targetHash(first.target);
}

/** Without addresses, the target and the length have to be the same, and no more bytes may have come than were sent. */
function isLike(
  { target, declaredBytes, acceptedBytes, ends }: Question,
  { exchanges: [first], isProven }: PathRecord,
): boolean {
  if (target === 0 || !first || !isProven || (ends[0] !== 0 && first.ends[1] !== 0)) return false;
  return (
    declaredBytes === first.declaredBytes && (acceptedBytes ?? 0) <= (first.acceptedBytes ?? Number.POSITIVE_INFINITY)
  );
}

/** Ports are used again: of several paths the one that ended at nearly the same time is meant. The same capture may be there twice. */
function nearest({ time }: Question, paths: readonly PathRecord[]): PathRecord | null {
  const [only] = paths;
  if (only === undefined || paths.every((path) => isSame(path, only))) return only ?? null;
  const distance = ({ exchanges: [first] }: PathRecord): number =>
    time === null || first?.time == null ? Number.POSITIVE_INFINITY : Math.abs(time - first.time);
  const [best, next] = [...paths].sort((one, other) => distance(one) - distance(other));
  return best && next && (distance(best) < distance(next) || isSame(best, next)) ? best : null;
}

/** True for two captures of one exchange. */
function isSame({ exchanges: [one] }: PathRecord, { exchanges: [other] }: PathRecord): boolean {
  return one?.line === other?.line && one?.time === other?.time && one?.ends.join() === other?.ends.join();
}

/**
 * Joins the paths of several captures where one goes on in another: the client's end of a connection is that of no other connection. Where
 * captures do not show addresses, the target and the sizes have to say it.
 *
 * @returns the paths of which bytes are proven to be lost, each as far as the captures show it
 */
export function joinPaths(
  paths: readonly PathRecord[],
  answersOn: ReadonlyMap<number, ReadonlySet<number>>,
): PathRecord[] {
  const answers = new Answers(paths);
  const inner = new Map<PathRecord, PathRecord>();
  const isInner = new Set<PathRecord>();
  const left = new Map<PathRecord, PathRecord>();
  const link = (path: PathRecord, isTimely: (path: PathRecord, answer: PathRecord) => boolean): void => {
    const question = questionOf(path);
    const answer = question && answers.to(question);
    if (!answer || isInner.has(answer) || chainOf(answer, inner).includes(path)) return;
    if (!isTimely(path, answer)) {
      if (path.asked) left.set(path, answer); // the program had left when the server lost what it still had
      return;
    }
    inner.set(path, answer);
    isInner.add(answer);
  };
  for (const path of paths) if (path.isProven && !path.asked) link(path, () => true);
  const skews = new ClockSkews(inner);
  for (const path of paths) if (!inner.has(path)) link(path, (outer, answer) => skews.endsBefore(answer, outer));
  const late = new Set(left.values());
  const departed = departedIn(paths);
  const isLate = (path: PathRecord): boolean => late.has(path) || isAfter(path, departed, skews);
  const outermost = paths.filter((path) => !isInner.has(path) && !isLate(path));
  const chains = outermost.map((path) => {
    const chain = chainOf(path, inner).reduceRight(joined);
    return left.has(path) ? ownLoss(chain) : decided(chain, answersOn);
  });
  return chains.filter(({ isProven, exchanges }) => isProven && isSurelyShort(exchanges));
}

/** Exchanges that their clients ended by themselves, as far as the captures show it: by their own ends. */
function departedIn(paths: readonly PathRecord[]): ReadonlyMap<number, PathExchange[]> {
  const all = new Map<number, PathExchange[]>();
  for (const { exchanges, isProven } of paths) {
    for (const each of exchanges) if (!isProven && each.role === "client" && each.ends[0] !== 0) file(all, each.ends[0], each);
  }
  return all;
}

/** True if the client of a path's first exchange had left before the server lost bytes of it: they were lost to nobody. */
function isAfter(
  { exchanges: [server] }: PathRecord,
  departed: ReadonlyMap<number, readonly PathExchange[]>,
  skews: ClockSkews,
): boolean {
  if (server?.role !== "server") return false;
  return (departed.get(server.ends[1]) ?? []).some(
    (client) =>
      client.capture !== server.capture &&
      client.target === server.target &&
      (client.ends[1] === 0 || client.ends[1] === server.ends[0]) &&
      skews.hadLeft(client, server),
  );
}

/** A server that another capture shows lost nothing of the request: so the program that asked it was the first to end it. */
function decided(path: PathRecord, answersOn: ReadonlyMap<number, ReadonlySet<number>>): PathRecord {
  const last = path.exchanges.at(-1);
  if (!path.asked || !last) return path;
  const [, server] = path.asked.ends;
  const isShown = [...answersOn].some(([capture, addresses]) => capture !== last.capture && addresses.has(server));
  return isShown ? ownLoss(path) : path;
}

/** The program that asked was the first to end the request. */
function ownLoss(path: PathRecord): PathRecord {
  return { ...path, origin: path.exchanges.length - 1, undecided: null, asked: null };
}

function chainOf(path: PathRecord, inner: ReadonlyMap<PathRecord, PathRecord>): PathRecord[] {
  const chain: PathRecord[] = [];
  for (let at: PathRecord | undefined = path; at !== undefined; at = inner.get(at)) chain.push(at);
  return chain;
}

/** What the innermost program of a path asked for, if another capture may show what became of that. */
function questionOf({ exchanges, asked, isProven }: PathRecord): Question | null {
  const last = exchanges.at(-1);
  if (!last) return null;
  if (asked) return { ...asked, capture: last.capture, isProven: false };
  if (last.role !== "client" || !isProven) return null; // its own program answers on a path that says what it asked
  const { ends, target, declaredBytes, acceptedBytes, time, capture } = last;
  return {
    ends,
    target: target === null ? 0 : targetHash(target),
    declaredBytes,
    acceptedBytes,
    time,
    capture,
    isProven,
  };
}

/** A path and the one that goes on where it ends. */
function joined(inner: PathRecord, outer: PathRecord): PathRecord {
  const last = outer.exchanges.at(-1) as PathExchange;
  if (!inner.isProven && outer.asked) {
    return { ...outer, origin: outer.exchanges.length - 1, undecided: null, asked: null }; // the other server was not the first to end it
  }
  const part = last.role === "client" ? "received" : "passed-on";
  const exchanges = [...outer.exchanges.slice(0, -1), { ...last, part } as const, ...inner.exchanges];
  const origin = inner.origin === null ? null : outer.exchanges.length + inner.origin;
  return {
    kind: "path",
    capture: null,
    exchanges,
    origin,
    undecided: inner.undecided,
    isProven: outer.isProven || inner.isProven,
    asked: inner.asked,
  };
}
