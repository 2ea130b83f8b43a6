import type { Exchange } from "../protocols/exchange.js";
import type { Judgement } from "../protocols/judgement.js";
import { BadGateway } from "./bad-gateway.js";
import type { Hop } from "./hop.js";
import { hopsIn } from "./hop-fields.js";
import { HopWindow } from "./hop-window.js";
import { Inwards, NOTHING_ASKED } from "./inwards.js";
import { isProvenFrom, type Loss, linkTo, originOf, type PathConnection, type PathPart } from "./loss.js";
import { Losses } from "./losses.js";
import { type Choice, evidenceOfNesting } from "./nesting.js";
import {
  isBadGateway,
  isLost,
  isPeerEnd,
  isSealedWhole,
  isShort,
  isStream,
  isWholeResponse,
  mayStandForNone,
} from "./short.js";
import { Terminated } from "./terminated.js";
import { TlsEnds } from "./tls-ends.js";
import { WaitingLosses } from "./waiting-losses.js";

/** So many responses that came short can still turn out to be hidden by the program that received them. */
const MOST_UNANSWERED = 256;

/** Nobody asks what the program of an exchange had asked for. */
const NOT_ASKED = { isAlone: false, isUnharmed: false };

/** Whom a book reports to. */
export interface PathBookUser<C extends PathConnection> {
  /** True if a socket is open that is the other end of the connection at hand: then it may still lose the bytes that are missing here. */
  readonly isOtherEndOpen: () => boolean;
  /** True if the program of the connection at hand may answer a request at present: it may pass on, or hide, what is missing there. */
  readonly isAnswering: () => boolean;
  /** Has the book take the exchanges that are not decided: those of requests that were sent on a line or later. */
  readonly reportOpen: (from: number) => void;
  /** Whether plain exchanges on which the program answers are to be placed as well: one of them may hide a loss. */
  readonly wantPlain: (isWanted: boolean) => void;
  /** Whether paths are to be reported, too, on which bytes are not proven to be lost. */
  readonly wantsUnproven: boolean;
  /** A path is over: it begins with the loss that is nearest to the client. */
  readonly onPath: (outermost: Loss<C>) => void;
}

/**
 * Finds out, while a capture is read, which exchanges belong to one request, as far as bytes of it were lost. Each loss is placed when it is
 * judged. A hop that sends a response on ends it later than the hop that it received it from, so the next one inwards is known by then; only
 * a process that was killed may be reported later than what its peer saw of it: then the loss waits.
 */
export class PathBook<C extends PathConnection> {
  readonly #window = new HopWindow();
  /** The open exchanges that were asked for last. */
  #open: Hop[] = [];
  readonly #losses: Losses<C>;
  /** Losses on the asking side of which no answering side was found yet. */
  readonly #unanswered = new Set<Loss<C>>();
  readonly #waiting = new WaitingLosses<C>();
  readonly #inwards: Inwards<C>;
  /** What few captures need is made when they do. */
  #ends: TlsEnds<C> | null = null;
  #badGateway: BadGateway<C> | null = null;
  #terminated: Terminated<C> | null = null;

  constructor(private readonly user: PathBookUser<C>) {
    this.#losses = new Losses((loss) => this.#forget(loss), user.wantsUnproven);
    this.#inwards = new Inwards(this.#window, this.#losses, this.#waiting, this.#openSince, this.#tlsEnds);
  }

  /** Takes exchanges that are over, the oldest first, or the open ones that were asked for. */
  take(hops: Float64Array, areOpen: boolean): void {
    if (areOpen) this.#open.push(...hopsIn(hops));
    else this.#window.add(hops);
  }

  /**
   * Places an exchange that was just judged, and that is the latest of the window. Null if no bytes of its request were lost, as far as is
   * known, or if nothing links the exchange to another one yet.
   */
  place(judgement: Judgement, connection: C): Loss<C> | null {
    const { about, exchange, role } = judgement;
    if (about !== "unanswered" && (!exchange || about !== "response")) return null;
    const terminated =
      exchange && role === "server" && isStream(exchange) ? this.#placeTerminated(judgement, connection) : null;
    if (terminated !== null) return terminated;
    if (exchange && role === "server" && isSealedWhole(exchange)) {
      this.#keepUnproven(exchange, judgement, connection);
      return null;
    }
    if (role === "server" && exchange?.verdict === "complete" && isBadGateway(exchange.response?.status)) {
      const hidden = this.#placeBadGateway(judgement, connection);
      if (hidden !== null) return hidden;
    }
    if (exchange && role === "server" && this.#unanswered.size === 0 && !isLost(judgement)) {
      if (isShort(exchange)) this.#keepUnproven(exchange, judgement, connection);
      return null;
    }
    const mayHide = role !== "client" && isWholeResponse(exchange) && this.#unanswered.size > 0;
    const latest = isShort(exchange) || isLost(judgement) || mayHide ? this.#window.latest : null;
    if (latest === null) return null;
    return role === "client"
      ? this.#placeAsking(latest, judgement, connection)
      : this.#placeAnswering(latest, judgement, connection);
  }

  /** A connection has ended, on a socket whose ends have these numbers. If a loss waits for it, no loss on it comes any more. */
  ended(connection: C): void {
    this.#waiting.ended(connection);
  }

  /** True if a loss, or one inwards of it, waits for the other end of its connection: it is not known yet where its bytes were lost first. */
  isWaiting(loss: Loss<C>): boolean {
    return this.#waiting.has(originOf(loss));
  }

  /** The capture is over: nothing is waited for any more. */
  endWaiting(): void {
    this.#waiting.clear();
  }

  /** Reports the paths that are left. */
  finish(): void {
    this.#losses.finish();
  }

  /** A server may have sent less than it declared, and its program has received nothing short that it may have passed on. */
  #keepUnproven(exchange: Exchange, { cause }: Judgement, connection: C): void {
    if (this.#window.isEmpty) return;
    this.#losses.addUnproven(this.#window, { connection, exchange, cause, ...this.#inwardsOf(exchange) });
  }

  /** What its program had asked for, of a stream that other captures are asked about. */
  #inwardsOf(exchange: Exchange | null): Pick<Loss<C>, "isAlone" | "isUnharmed"> {
    const isAsked = this.user.wantsUnproven && exchange !== null && isStream(exchange);
    const stream = isAsked ? this.#window.latest : null;
    return stream === null ? NOT_ASKED : this.#tlsEnds().inwardsOf(stream);
  }

  /** A client received less than was declared, or may have. */
  #placeAsking(hop: Hop, judgement: Judgement, connection: C): Loss<C> {
    const isProven = isLost(judgement);
    const sawEnd = isProven || judgement.peerEnd !== null || isPeerEnd(judgement);
    const choice = this.#inwards.atOtherEnd(hop, sawEnd);
    const inner = innerOf(choice);
    const part = inner && isProvenFrom(inner) ? "received" : "origin";
    const loss = this.#add(
      { hop, ...judgement, isProven, sawEnd, asked: null, streams: null },
      connection,
      part,
      choice,
    );
    if (inner === null && loss.undecided === null && sawEnd && this.user.isOtherEndOpen()) this.#waiting.add(loss);
    if (inner === null && !isProven) return loss;
    if (this.user.isAnswering()) this.#expectAnswer(loss);
    return loss;
  }

  /** A server sent less than it declared, or may have, or a whole response in place of a short one. */
  #placeAnswering(hop: Hop, judgement: Judgement, connection: C): Loss<C> | null {
    const isProven = isLost(judgement);
    const isWhole = judgement.exchange?.verdict === "complete";
    const mayPassOn = isProven || this.#mayAnswer(hop); // one that proves nothing can still lie between two that do
    if (isWhole && !mayPassOn) return null;
    const { choice, asked, streams } = mayPassOn ? this.#inwards.of(hop) : NOTHING_ASKED;
    const inner = innerOf(choice);
    if (isWhole && (inner === null || !mayHide(hop, inner))) return null;
    const part = inner === null ? "origin" : isWhole ? "hidden" : "passed-on";
    const loss = this.#add({ hop, ...judgement, isProven, sawEnd: false, asked, streams }, connection, part, choice);
    if (inner !== null) this.#answered(inner);
    if (isProven) this.#waiting.meet(loss);
    return loss;
  }

  /** A program ended a stream over TLS after it had left the server whose response it passed on there. Null if it did not. */
  #placeTerminated(judgement: Judgement, connection: C): Loss<C> | null {
    const hop = this.#window.latest;
    const { exchange } = judgement;
    if (hop === null || !exchange || isLost(judgement)) return null;
    this.#terminated ??= new Terminated(this.#window, this.#losses, this.#openSince);
    const left = this.#terminated.of(hop, exchange);
    const choices = left.map((each) => this.#inwards.afterLeaving(each, hop));
    const [inner] = left;
    const [choice] = choices;
    if (inner === undefined || choice === undefined || !choices.every((each) => each === choice)) return null;
    if (choice !== "none" && choice !== "upstream-not-seen") return null;
    const known = { hop, ...judgement, isProven: true, sawEnd: false, isCutWithin: true, streams: null };
    return this.#add({ ...known, asked: { ...inner, sawEnd: false } }, connection, "origin", choice);
  }

  /** A server answered 502: perhaps in place of a response that came over TLS. Null if this capture does not show it. */
  #placeBadGateway(judgement: Judgement, connection: C): Loss<C> | null {
    const hop = this.#window.latest;
    if (hop === null) return null;
    const inwardOf = (each: Hop): Choice<Loss<C>> => this.#inwards.of(each).choice;
    this.#badGateway ??= new BadGateway(this.#window, this.#tlsEnds(), this.#openSince, inwardOf);
    const { choice, streams } = this.#badGateway.inPlaceOf(hop);
    const isProven = choice !== null;
    if (!isProven && !(streams && this.user.wantsUnproven)) return null;
    const known = { hop, ...judgement, isProven, sawEnd: false, asked: null, streams };
    const loss = this.#add(known, connection, "hidden", choice ?? "asked-encrypted");
    return isProven ? loss : null;
  }

  readonly #tlsEnds = (): TlsEnds<C> => {
    this.#ends ??= new TlsEnds(this.#window, this.#losses, this.#openSince);
    return this.#ends;
  };

  /** The exchanges that are not decided: those of requests that were sent on a line or later. */
  readonly #openSince = (line: number): readonly Hop[] => {
    this.#open = [];
    this.user.reportOpen(line);
    return this.#open;
  };

  #expectAnswer(loss: Loss<C>): void {
    this.#unanswered.add(loss);
    const [oldest] = this.#unanswered;
    if (oldest && this.#unanswered.size > MOST_UNANSWERED) this.#unanswered.delete(oldest);
    this.user.wantPlain(true);
  }

  /** True if a program may have sent this response after it had received one short. */
  #mayAnswer(hop: Hop): boolean {
    for (const { hop: short } of this.#unanswered) if (evidenceOfNesting(hop, short) > 0) return true;
    return false;
  }

  #answered(inner: Loss<C>): void {
    this.#unanswered.delete(inner);
    if (this.#unanswered.size === 0) this.user.wantPlain(false);
  }

  #add(
    known: Judgement &
      Pick<Loss<C>, "hop" | "isProven" | "sawEnd" | "asked" | "streams"> & { readonly isCutWithin?: boolean },
    connection: C,
    part: PathPart,
    choice: Choice<Loss<C>>,
  ): Loss<C> {
    const { hop, isProven, sawEnd, isCutWithin = false, asked, streams, cause, exchange, request } = known;
    const inner = innerOf(choice);
    if (inner) linkTo(inner);
    const isInnermost = hop.role === "server" && inner === null;
    const isLate = isInnermost && this.#losses.hadLeft(hop);
    const mayBeLate = isInnermost && isProven && this.#losses.mayHaveLeft(hop);
    const undecided =
      typeof choice === "string" && choice !== "none" ? choice : mayBeLate ? "client-may-have-left" : null;
    const loss: Loss<C> = {
      ...{ hop, connection, exchange, request, cause, isProven, sawEnd, isCutWithin },
      ...{ part, inner, hasOuter: false, asked, streams, undecided, isLate },
      ...(hop.role === "server" ? this.#inwardsOf(exchange) : NOT_ASKED),
    };
    this.#losses.add(loss);
    return loss;
  }

  #forget(loss: Loss<C>): void {
    if (this.#unanswered.has(loss)) this.#answered(loss);
    if (loss.hasOuter || loss.isLate) return;
    if (isWholeAlone(loss) && !(this.user.wantsUnproven && loss.hop.role === "server")) return;
    if (this.user.wantsUnproven || isProvenFrom(loss)) this.user.onPath(loss);
  }
}

function innerOf<T>(choice: Choice<T>): T | null {
  return typeof choice === "string" ? null : choice.found;
}

/** True if a whole response may stand in place of what was lost: nothing links one that is no error to a stream whose content is not known. */
function mayHide<C extends PathConnection>(hop: Hop, inner: Loss<C>): boolean {
  return !inner.hop.isSealed || mayStandForNone(hop);
}

/** True for a stream that ended well, and of which nothing shows that it carried a short response. */
function isWholeAlone<C extends PathConnection>({ exchange, inner, isCutWithin }: Loss<C>): boolean {
  return exchange?.verdict === "complete" && inner === null && !isCutWithin;
}
