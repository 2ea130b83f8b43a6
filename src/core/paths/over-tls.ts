import { type AskedStreams, askedStreams, type KnownStream } from "./asked-streams.js";
import { areOfOneProcess, type Hop } from "./hop.js";
import type { HopWindow } from "./hop-window.js";
import { isProvenFrom, type Loss, originOf, type PathConnection } from "./loss.js";
import type { Losses } from "./losses.js";
import { type Choice, ENOUGH, likeness } from "./nesting.js";
import {
  hadBegun,
  hasMetStreamEnd,
  isPassedInPart,
  isPassedThrough,
  isReadBefore,
  maySource,
} from "./passed-through.js";
import { areTwoEnds } from "./two-ends.js";

/** Where to look: what is under way, and how to find the loss inwards of a response that a program answered. */
interface Search<C extends PathConnection> {
  readonly open: readonly Hop[];
  /** True if the program may have asked for it in the clear as well. */
  readonly isPlain: boolean;
  readonly inwardOf: (hop: Hop) => Choice<Loss<C>>;
}

/** A stream on which a program asked, and what is known of its other end. */
interface Beyond<C extends PathConnection> {
  readonly stream: Hop;
  /** The line on which the program had ended it, or its own response. */
  readonly endLine: number;
  /** What its server answered, as far as it has ended; null if it has not, or if the capture does not show it. */
  readonly ended: Loss<C> | null;
  /** The same, also if it has not ended. */
  readonly server: Hop | null;
  /** What the server had received by itself for that; null if the server is not known. */
  readonly inward: Choice<Loss<C>> | null;
}

/** What is known of the loss inwards of a response: "none" if the program lost the bytes itself, null if it is not known. */
export interface TlsVerdict<C extends PathConnection> {
  readonly choice: Choice<Loss<C>> | null;
  readonly streams: AskedStreams | null;
}

const NOT_KNOWN = { choice: null, streams: null } as const;

/**
 * The loss inwards of a response that a program received over TLS. What the streams carry is not known. Who is at their other ends is, and how
 * many bytes came on each, and which end was the first to end it. Sizes alone prove nothing, because a program may answer more than it
 * was told, and may declare too much.
 */
export class OverTls<C extends PathConnection> {
  constructor(
    private readonly window: HopWindow,
    private readonly losses: Losses<C>,
  ) {}

  /**
   * What is known of the loss inwards, and what the other ends of the streams would have to show if this capture does not show them.
   *
   * @param streams all those on which the program may have asked for it, the likeliest first
   */
  lossOf(outer: Hop, streams: readonly Hop[], search: Search<C>): TlsVerdict<C> {
    const all = streams.map((stream) => this.#beyond(stream, outer, search));
    const found = this.#passedOnOrKilled(all, outer);
    if (found !== null) return { choice: { found }, streams: null };
    if (search.isPlain) return NOT_KNOWN;
    const named = all.find(({ stream }) => isReadBefore(outer, stream) && maySource(outer, stream));
    const sources = named ? [named] : all.filter(({ stream }) => maySource(outer, stream));
    if (sources.length === 0) return NOT_KNOWN;
    const mayBe = named ? maySource : hadBegun; // nothing but the read says which stream it was
    const others = all.filter(
      (each) =>
        !sources.includes(each) && mayBe(outer, each.stream) && !this.#isPassedOn(outer, each.stream, search.open),
    );
    const choice = this.#choiceOf(outer, sources, others);
    const isShown = [...sources, ...others].some(({ server }) => server !== null);
    if (choice !== null || isShown) return { choice, streams: null };
    const [known, less] = [sources, others].map((each) => each.map(({ stream }) => this.#known(stream)));
    return { choice, streams: askedStreams(outer, known ?? [], less ?? []) };
  }

  /** "none" if the program lost the bytes itself. Null if it is not known. */
  #choiceOf(outer: Hop, sources: readonly Beyond<C>[], others: readonly Beyond<C>[]): Choice<Loss<C>> | null {
    const isSurely = sources.length + others.length === 1 ? isPassedInPart : isPassedThrough;
    const isSource = ({ stream }: Beyond<C>): boolean => isPassedThrough(outer, stream) || isSurely(outer, stream);
    if (sources.every((each) => isSource(each) && endedFirst(each))) return this.#lossOfSources(outer, sources);
    return [...sources, ...others].every(wentOn) ? "none" : null;
  }

  #known(stream: Hop): KnownStream {
    return { stream, wasReset: this.losses.of(stream)?.cause === "reset" };
  }

  #beyond(stream: Hop, outer: Hop, { open, inwardOf }: Search<C>): Beyond<C> {
    const isOpen = open.includes(stream);
    const ended = this.#lossAtOtherEnd(stream);
    const server = ended?.hop ?? this.#serverOf(stream, outer, open);
    return {
      ...{ stream, ended, server, endLine: isOpen ? outer.endLine : Math.min(stream.endLine, outer.endLine) },
      inward: server && inwardOf(asIfAnswering(outer, server)),
    };
  }

  /** The loss that was passed on at the other end of a stream, or of the program there if it was killed. */
  #passedOnOrKilled(all: readonly Beyond<C>[], outer: Hop): Loss<C> | null {
    const passedOn = new Set(all.flatMap((each) => this.#passedOn(each, outer)));
    if (passedOn.size > 0) return passedOn.size === 1 ? ([...passedOn][0] ?? null) : null;
    const killed = all.map((each) => this.#killed(each, outer));
    const [first] = killed;
    if (!killed.every((loss) => loss && loss.hop.process === first?.hop.process)) return null;
    return firstFree(all.map((each) => this.#outermost(each))); // whichever stream it was, the same program has ended
  }

  #passedOn(beyond: Beyond<C>, outer: Hop): readonly Loss<C>[] {
    const { ended, inward } = beyond;
    const isKnown = ended?.inner && isProvenFrom(ended.inner);
    const inner = isKnown ? ended.inner : inward && typeof inward !== "string" ? inward.found : null;
    if (inner === null || likeness(outer, inner.hop) < ENOUGH) return [];
    const loss = isKnown ? this.#outermost(beyond) : inner;
    return loss === null || (isKnown && loss.hasOuter) ? [] : [loss];
  }

  #killed({ ended, server, inward, endLine }: Beyond<C>, outer: Hop): Loss<C> | null {
    if (ended === null || server === null || inward !== "none" || !hasExited(ended)) return null;
    return server.endLine < endLine && isShorter(server, outer) ? ended : null;
  }

  /** The loss of the program at the other ends of streams that ended short, each of which may be the one that was passed on. */
  #lossOfSources(outer: Hop, sources: readonly Beyond<C>[]): Choice<Loss<C>> | null {
    const losses = sources.map((each) => this.#shortOn(outer, each));
    const processes = new Set(losses.map((loss) => loss && originOf(loss).hop.process));
    const found = processes.size === 1 ? firstFree(losses) : null;
    return found && { found };
  }

  /** The loss at the other end of a stream that ended short, or inwards of it. */
  #shortOn(outer: Hop, beyond: Beyond<C>): Loss<C> | null {
    const { stream, ended, inward } = beyond;
    if (!ended?.hop.turn || !stream.turn || outer.declaredBytes === null) return null;
    const isRead = ended.hop.turn.bytes <= stream.turn.bytes || this.losses.of(stream)?.cause === "reset";
    const isShort = Math.max(ended.hop.turn.bytes, stream.turn.bytes) < outer.declaredBytes;
    if (!isRead || !isShort || inward === null) return null;
    if (typeof inward !== "string") return inward.found;
    return inward === "none" ? this.#outermost(beyond) : null;
  }

  /** True if the program passed on in another response what it received on a stream, or had read that last before it began the other one. */
  #isPassedOn(outer: Hop, stream: Hop, open: readonly Hop[]): boolean {
    const isOther = (each: Hop): boolean =>
      each.role === "server" &&
      each.socket !== outer.socket &&
      areOfOneProcess(each, outer) === true &&
      (isPassedThrough(each, stream) || (isReadBefore(each, stream) && maySource(each, stream)));
    if (open.some(isOther)) return true;
    for (const each of this.window.answeredBy(outer, stream.turn?.askedLine ?? 0)) if (isOther(each)) return true;
    return false;
  }

  /** The loss of the client of a stream, if it leads to the one of its server; else that of the server. */
  #outermost({ stream, ended }: Beyond<C>): Loss<C> | null {
    const own = this.losses.of(stream);
    return ended !== null && own?.inner === ended ? own : ended;
  }

  #lossAtOtherEnd(stream: Hop): Loss<C> | null {
    for (const loss of this.losses.atOtherEndOf(stream)) {
      if (loss.hop.isSealed && areTwoEnds(loss.hop, stream)) return loss;
    }
    return null;
  }

  #serverOf(stream: Hop, { requestLine }: Hop, open: readonly Hop[]): Hop | null {
    const isOther = (each: Hop): boolean => each.role === "server" && areTwoEnds(each, stream) === true;
    for (const each of this.window.answersTo({ ...stream, requestLine })) if (isOther(each)) return each;
    return open.find(isOther) ?? null;
  }
}
/** The program at the other end of a stream, as one that answers in it what its client answered. */
function asIfAnswering(outer: Hop, { process, thread, isProcessAssumed, socket, here, there }: Hop): Hop {
  return {
    ...outer,
    ...{ process, thread, isProcessAssumed, socket, here, there },
    ...{ asked: null, received: null, lastReceived: null },
  };
}

/** True if the program ended before it closed its connection, and nothing shows that it had said its end (close_notify). */
function hasExited<C extends PathConnection>({ cause, exchange }: Loss<C>): boolean {
  return cause === "exit" && exchange?.verdict !== "complete";
}

/** True if a stream ended within a record, or has fewer bytes, with all that TLS adds, than the response declares. */
function isShorter({ declaredBytes, acceptedBytes }: Hop, outer: Hop): boolean {
  return declaredBytes !== null || (acceptedBytes ?? Number.POSITIVE_INFINITY) < (outer.declaredBytes ?? 0);
}

/** True if the server ended a stream before its client did, and before the client ended its own response. */
function endedFirst<C extends PathConnection>({ ended, endLine }: Beyond<C>): boolean {
  return ended !== null && !wasLeft(ended) && ended.hop.endLine < endLine;
}

/** True if the server of a stream had lost nothing by then: its client ended it, or its own response, while the server went on. */
function wentOn<C extends PathConnection>({ stream, ended, server, inward, endLine }: Beyond<C>): boolean {
  if (stream.turn === null || hasMetStreamEnd(stream) || server === null) return false;
  const isLater = ended === null || wasLeft(ended) || ended.hop.endLine > endLine;
  return isLater && inward === "none";
}

/** True if the client of a stream had ended its side, or was gone, before the server ended its own. */
export function wasLeft<C extends PathConnection>({ exchange }: Pick<Loss<C>, "exchange">): boolean {
  return exchange?.verdict === "aborted-by-peer" || exchange?.message?.signs.includes("peer-left") === true;
}

/** The first that is no part of another path. */
function firstFree<C extends PathConnection>(losses: readonly (Loss<C> | null)[]): Loss<C> | null {
  return losses.find((loss) => loss?.hasOuter === false) ?? null;
}
