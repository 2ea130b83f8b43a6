import type { KnownStream } from "./asked-streams.js";
import { areOfOneProcess, type Hop } from "./hop.js";
import type { HopWindow } from "./hop-window.js";
import type { Loss, PathConnection } from "./loss.js";
import type { Losses } from "./losses.js";
import type { Choice } from "./nesting.js";
import { hasMetStreamEnd, isPassedThrough, isReadBefore, maySource } from "./passed-through.js";
import { wasLeft } from "./short.js";
import { areTwoEnds } from "./two-ends.js";

const FIRST_LINE = 1;

/** Where to look: what is under way, and how to find the loss inwards of a response that a program answered. */
export interface StreamSearch<C extends PathConnection> {
  readonly open: readonly Hop[];
  /** Those on which the program may have asked for it in the clear. */
  readonly plain: readonly Hop[];
  readonly inwardOf: (hop: Hop) => Choice<Loss<C>>;
}

/** A stream on which a program asked, and what is known of its other end. */
export interface Beyond<C extends PathConnection> {
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

/** What the capture shows of the two ends of streams over TLS. */
export class TlsEnds<C extends PathConnection> {
  constructor(
    private readonly window: HopWindow,
    private readonly losses: Losses<C>,
    private readonly openSince: (line: number) => readonly Hop[],
  ) {}

  /** What the program of a stream had asked for since its client asked last. */
  inwardsOf(stream: Hop): Pick<Loss<C>, "isAlone" | "isUnharmed"> {
    const from = stream.turn?.askedLine ?? FIRST_LINE;
    const asked = [...this.openSince(from), ...this.window.askedFor({ ...stream, requestLine: from })].filter(
      (each) => each.role === "client" && areOfOneProcess(each, stream) !== false,
    );
    return { isAlone: asked.length === 0, isUnharmed: asked.every((each) => this.#isUnharmed(each)) };
  }

  /** True if nothing shows that a server had ended its response before it was whole. */
  #isUnharmed(asked: Hop): boolean {
    if (asked.isSealed || asked.requestLine === 0) return false;
    const loss = this.losses.of(asked);
    return asked.verdict === "complete" || (!asked.hasMetEnd && !loss?.isProven && !loss?.sawEnd);
  }

  /** A stream on which the program of a response may have asked for it, and its other end. */
  beyond(stream: Hop, outer: Hop, { open, inwardOf }: Omit<StreamSearch<C>, "plain">): Beyond<C> {
    const isOpen = open.includes(stream);
    const ended = this.#lossAtOtherEnd(stream);
    const server = ended?.hop ?? this.#serverOf(stream, outer, open);
    return {
      ...{ stream, ended, server, endLine: isOpen ? outer.endLine : Math.min(stream.endLine, outer.endLine) },
      inward: server && inwardOf(asIfAnswering(outer, server)),
    };
  }

  /** What is known of a stream apart from its other end. */
  known(stream: Hop): KnownStream {
    return { stream, wasReset: this.losses.of(stream)?.cause === "reset" };
  }

  /** True if the program passed on in another response what it received on a stream, or had read that last before it began the other one. */
  isPassedOn(outer: Hop, stream: Hop, open: readonly Hop[]): boolean {
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
  outermost({ stream, ended }: Beyond<C>): Loss<C> | null {
    const own = this.losses.of(stream);
    return ended !== null && own?.inner === ended ? own : ended;
  }

  #lossAtOtherEnd(stream: Hop): Loss<C> | null {
    for (const loss of this.losses.atOtherEndOf(stream, true)) {
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

/** True if the server ended a stream before its client did, and before the client ended its own response. */
export function endedFirst<C extends PathConnection>({ ended, endLine }: Beyond<C>): boolean {
  return ended !== null && !wasLeft(ended) && ended.hop.endLine < endLine;
}

/** True if the server of a stream had lost nothing by then: its client ended it, or its own response, while the server went on. */
export function wentOn<C extends PathConnection>({ stream, ended, server, inward, endLine }: Beyond<C>): boolean {
  if (stream.turn === null || hasMetStreamEnd(stream) || server === null) return false;
  const isLater = ended === null || wasLeft(ended) || ended.hop.endLine > endLine;
  return isLater && inward === "none";
}
