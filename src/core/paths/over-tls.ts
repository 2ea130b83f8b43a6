import { type AskedStreams, askedStreams, type KnownStream } from "./asked-streams.js";
import { areOfOneProcess, type Hop } from "./hop.js";
import { isProvenFrom, type Loss, originOf, type PathConnection } from "./loss.js";
import type { Losses } from "./losses.js";
import { type Choice, ENOUGH, likeness } from "./nesting.js";
import { hadBegun, isPassedInPart, isPassedThrough, isReadBefore, isShortOf, maySource } from "./passed-through.js";
import { type Beyond, endedFirst, type StreamSearch, type TlsEnds, wentOn } from "./tls-ends.js";

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
    private readonly ends: TlsEnds<C>,
    private readonly losses: Losses<C>,
  ) {}

  /**
   * What is known of the loss inwards, and what the other ends of the streams would have to show if this capture does not show them.
   *
   * @param streams all those on which the program may have asked for it, the likeliest first
   */
  lossOf(outer: Hop, streams: readonly Hop[], search: StreamSearch<C>): TlsVerdict<C> {
    const all = streams.map((stream) => this.ends.beyond(stream, outer, search));
    const found = this.#passedOnOrKilled(all, outer);
    if (found !== null) return { choice: { found }, streams: null };
    if (search.plain.some((each) => !isBeyond(each, outer, all))) return NOT_KNOWN;
    const named = all.find(({ stream }) => isReadBefore(outer, stream) && maySource(outer, stream));
    const sources = named ? [named] : all.filter(({ stream }) => maySource(outer, stream));
    if (sources.length === 0) return NOT_KNOWN;
    const mayBe = named ? maySource : hadBegun; // nothing but the read says which stream it was
    const others = all.filter(
      (each) =>
        !sources.includes(each) && mayBe(outer, each.stream) && !this.ends.isPassedOn(outer, each.stream, search.open),
    );
    const choice = this.#choiceOf(outer, sources, others);
    const isShown = [...sources, ...others].some(({ server }) => server !== null);
    if (choice !== null || isShown) return { choice, streams: null };
    const known = (each: Beyond<C>): KnownStream => this.ends.known(each.stream);
    const asked = { sources: sources.map(known), others: others.map(known) };
    return { choice, streams: askedStreams(outer, "passed-on", asked) };
  }

  /** "none" if the program lost the bytes itself. Null if it is not known. */
  #choiceOf(outer: Hop, sources: readonly Beyond<C>[], others: readonly Beyond<C>[]): Choice<Loss<C>> | null {
    const isSurely = sources.length + others.length === 1 ? isPassedInPart : isPassedThrough;
    const isSource = ({ stream }: Beyond<C>): boolean => isPassedThrough(outer, stream) || isSurely(outer, stream);
    if (sources.every((each) => isSource(each) && endedFirst(each))) return this.#lossOfSources(outer, sources);
    return [...sources, ...others].every(wentOn) ? "none" : null;
  }

  /** The loss that was passed on at the other end of a stream, or of the program there if it was killed. */
  #passedOnOrKilled(all: readonly Beyond<C>[], outer: Hop): Loss<C> | null {
    const passedOn = new Set(all.flatMap((each) => this.#passedOn(each, outer)));
    if (passedOn.size > 0) return passedOn.size === 1 ? ([...passedOn][0] ?? null) : null;
    const killed = all.map((each) => this.#killed(each, outer));
    const [first] = killed;
    if (!killed.every((loss) => loss && loss.hop.process === first?.hop.process)) return null;
    return firstFree(all.map((each) => this.ends.outermost(each))); // whichever stream it was, the same program has ended
  }

  #passedOn(beyond: Beyond<C>, outer: Hop): readonly Loss<C>[] {
    const { ended, inward } = beyond;
    const isKnown = ended?.inner && isProvenFrom(ended.inner);
    const inner = isKnown ? ended.inner : inward && typeof inward !== "string" ? inward.found : null;
    if (inner === null || likeness(outer, inner.hop) < ENOUGH) return [];
    const loss = isKnown ? this.ends.outermost(beyond) : inner;
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
    if (!ended?.hop.turn || !stream.turn) return null;
    const isRead = ended.hop.turn.bytes <= stream.turn.bytes || this.losses.of(stream)?.cause === "reset";
    const isEnded = ended.hop.turn.isEnded || stream.turn.isEnded;
    const isShort = isShortOf(Math.max(ended.hop.turn.bytes, stream.turn.bytes), isEnded, outer.declaredBytes);
    if (!isRead || !isShort || inward === null) return null;
    if (ended.isCutWithin) return this.ends.outermost(beyond);
    if (typeof inward !== "string") return inward.found;
    return inward === "none" ? this.ends.outermost(beyond) : null;
  }
}

/**
 * True if an exchange was asked for by a program at the other end of a stream, if nothing else says of which program it was: few programs ask themselves
 * over TLS.
 */
function isBeyond<C extends PathConnection>(asked: Hop, outer: Hop, all: readonly Beyond<C>[]): boolean {
  return areOfOneProcess(outer, asked) === null && all.some(({ server }) => server?.thread === asked.thread);
}

/** True if the program ended before it closed its connection, and nothing shows that it had said its end (close_notify). */
function hasExited<C extends PathConnection>({ cause, exchange }: Loss<C>): boolean {
  return cause === "exit" && exchange?.verdict !== "complete";
}

/** True if a stream ended within a record, or has fewer bytes, with all that TLS adds, than the response declares. */
function isShorter({ declaredBytes, acceptedBytes }: Hop, outer: Hop): boolean {
  return declaredBytes !== null || (acceptedBytes ?? Number.POSITIVE_INFINITY) < (outer.declaredBytes ?? 0);
}

/** The first that is no part of another path. */
function firstFree<C extends PathConnection>(losses: readonly (Loss<C> | null)[]): Loss<C> | null {
  return losses.find((loss) => loss?.hasOuter === false) ?? null;
}
