import type { Hop } from "./hop.js";
import type { HopWindow } from "./hop-window.js";
import { isProvenFrom, type Loss, type PathConnection } from "./loss.js";
import type { Losses } from "./losses.js";
import { type Choice, ENOUGH, likeness } from "./nesting.js";
import { areTwoEnds } from "./two-ends.js";

/** Where to look: what is under way, and how to find the loss inwards of a response that a program answered. */
interface Search<C extends PathConnection> {
  readonly open: readonly Hop[];
  readonly inwardOf: (hop: Hop) => Choice<Loss<C>>;
}

/**
 * The loss inwards of a response that a program received over TLS. What the streams carry is not known, and what goes on at their other ends is: the
 * program there asked for the same, and got less, or it was killed. Sizes prove nothing, because a program may answer more
 * than it was told, and may declare too much.
 */
export class OverTls<C extends PathConnection> {
  constructor(
    private readonly window: HopWindow,
    private readonly losses: Losses<C>,
  ) {}

  /**
   * Null if it is not known.
   *
   * @param streams all those on which the program may have asked for it, the likeliest first
   */
  lossOf(outer: Hop, streams: readonly Hop[], search: Search<C>): Loss<C> | null {
    const beyond = streams.map((stream) => this.#beyond(stream, outer, search));
    const passedOn = new Set(beyond.flatMap(({ loss, isPassedOn }) => (loss && isPassedOn ? [loss] : [])));
    if (passedOn.size > 0) return passedOn.size === 1 ? ([...passedOn][0] ?? null) : null;
    const [first] = beyond;
    const isSame = beyond.every(({ loss }) => loss && loss.hop.process === first?.loss?.hop.process);
    if (!isSame) return null; // whichever stream it was, the same program has ended
    return beyond.find(({ loss }) => loss?.hasOuter === false)?.loss ?? null;
  }

  /** The loss at the other end of a stream, and whether it was passed on there. */
  #beyond(stream: Hop, outer: Hop, { open, inwardOf }: Search<C>): { loss: Loss<C> | null; isPassedOn: boolean } {
    const ended = this.#lossAtOtherEnd(stream);
    if (ended?.inner && isProvenFrom(ended.inner)) {
      const isSame = likeness(outer, ended.inner.hop) >= ENOUGH && !ended.hasOuter;
      return { loss: isSame ? ended : null, isPassedOn: isSame };
    }
    const server = ended?.hop ?? this.#serverOf(stream, outer, open);
    if (server === null) return { loss: null, isPassedOn: false };
    const found = inwardOf(asIfAnswering(outer, server));
    if (typeof found !== "string") {
      const isSame = likeness(outer, found.found.hop) >= ENOUGH;
      return { loss: isSame ? found.found : null, isPassedOn: isSame };
    }
    const end = open.includes(stream) ? outer.endLine : stream.endLine;
    const isCut = found === "none" && ended !== null && hasExited(ended) && server.endLine < end;
    return { loss: isCut && isShorter(server, outer) ? ended : null, isPassedOn: false };
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
