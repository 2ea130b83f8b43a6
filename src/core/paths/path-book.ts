import type { Exchange } from "../protocols/exchange.js";
import type { Judgement } from "../protocols/judgement.js";
import { areOfOneProcess, type Hop } from "./hop.js";
import { hopsIn } from "./hop-fields.js";
import { HopWindow } from "./hop-window.js";
import { isProvenFrom, type Loss, originOf, type PathConnection, type PathPart } from "./loss.js";
import { Losses } from "./losses.js";
import { type Choice, chosen, evidenceOfNesting, likeness } from "./nesting.js";
import { isLost, isShort, isWholeResponse } from "./short.js";
import { evidenceOfEnds } from "./two-ends.js";
import { WaitingLosses } from "./waiting-losses.js";

/** So many responses that came short can still turn out to be hidden by the program that received them. */
const MOST_UNANSWERED = 256;

const NOTHING_ASKED = { choice: "none", asked: null } as const;

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
  /** A path is over: it begins with the loss that is nearest to the client. Bytes need not be proven to be lost on it. */
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

  constructor(private readonly user: PathBookUser<C>) {
    this.#losses = new Losses((loss) => this.#forget(loss));
  }

  /** Takes exchanges that are over, the oldest first, or the open ones that were asked for. */
  take(hops: Float64Array, areOpen: boolean): void {
    if (areOpen) this.#open.push(...hopsIn(hops));
    else this.#window.add(hops);
  }

  /**
   * Places an exchange that was just judged, and that is the latest of the window. Null if no bytes of its request were lost, as far as is
   * known.
   */
  place(judgement: Judgement, connection: C): Loss<C> | null {
    const { about, exchange, role } = judgement;
    if (!exchange || about !== "response") return null;
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

  /** A client received less than was declared, or may have. */
  #placeAsking(hop: Hop, judgement: Judgement, connection: C): Loss<C> {
    const isProven = isLost(judgement);
    const sawEnd = isProven || judgement.peerEnd !== null;
    const choice = this.#atOtherEnd(hop, sawEnd);
    const inner = innerOf(choice);
    const part = inner && isProvenFrom(inner) ? "received" : "origin";
    const loss = this.#add({ hop, ...judgement, isProven, sawEnd, asked: null }, connection, part, choice);
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
    const { choice, asked } = mayPassOn ? this.#askedFor(hop) : NOTHING_ASKED;
    const inner = innerOf(choice);
    if (isWhole && inner === null) return null;
    const part = inner === null ? "origin" : isWhole ? "hidden" : "passed-on";
    const loss = this.#add({ hop, ...judgement, isProven, sawEnd: false, asked }, connection, part, choice);
    if (inner !== null) this.#answered(inner);
    if (isProven) this.#waiting.meet(loss);
    return loss;
  }

  /**
   * The exchange on which the program asked for what it answers in this one, and the loss of bytes there or inwards of it.
   */
  #askedFor(hop: Hop): { readonly choice: Choice<Loss<C>>; readonly asked: Hop | null } {
    this.#open = [];
    this.user.reportOpen(hop.requestLine);
    const open = this.#open.filter(({ role }) => role === "client");
    const asked = [...open, ...this.#window.askedFor(hop)].filter((inner) => !this.#losses.of(inner)?.hasOuter);
    const choice = chosen(asked, (inner) => evidenceOfNesting(hop, inner));
    if (typeof choice === "string") {
      const unknown = choice === "none" ? "asked-not-known" : choice;
      return { choice: this.#mayHaveLost(asked, hop) ? unknown : "none", asked: null };
    }
    if (this.#isRivalled(choice.found, asked, hop)) return { choice: "several-candidates", asked: null };
    const isOpen = open.includes(choice.found);
    const found = isOpen ? { ...choice.found, endLine: hop.endLine } : choice.found; // it has not ended yet
    return { choice: this.#lostOn(found, isOpen), asked: found };
  }

  /** True if bytes were lost on another candidate that says the same as a response which is whole: only hints speak for the whole one. */
  #isRivalled(best: Hop, asked: readonly Hop[], outer: Hop): boolean {
    if (best.verdict !== "complete") return false;
    return asked.some((rival) => {
      const loss = rival === best ? null : this.#losses.of(rival);
      if (loss === null || !isProvenFrom(loss) || evidenceOfNesting(outer, rival) < 0) return false;
      return likeness(outer, rival) >= likeness(outer, best);
    });
  }

  /** The loss on the exchange on which a program asked, or beyond it. */
  #lostOn(asked: Hop, isOpen: boolean): Choice<Loss<C>> {
    const found = this.#losses.of(asked);
    if (found && (isProvenFrom(found) || this.#waiting.has(found))) return { found };
    const beyond = isOpen ? this.#atOtherEnd(asked, false) : "none";
    if (beyond !== "none") return beyond;
    const isLeft = (found !== null || isOpen) && asked.verdict !== "complete";
    if (isLeft && this.#isOtherEndTaken(asked)) return "several-candidates";
    return isLeft && !this.#isOtherEndSeen(asked) ? "upstream-not-seen" : "none";
  }

  /** True if the server at the other end lost bytes, and another request has that loss already. */
  #isOtherEndTaken(asking: Hop): boolean {
    for (const { hop, hasOuter, isProven } of this.#losses.atOtherEndOf(asking)) {
      if (hasOuter && isProven && evidenceOfEnds(hop, asking) > 0) return true;
    }
    return false;
  }

  /** True if a server's verdict is open because its client had ended the connection before it did. */
  #wasLeft(server: Hop): boolean {
    return this.#losses.of(server)?.exchange.blindSpots.includes("peer-ended-first") === true;
  }

  /** True if the capture shows what the server did that answered on this exchange, and whether it lost bytes. */
  #isOtherEndSeen(asking: Hop): boolean {
    const sawEnd = this.#losses.of(asking)?.sawEnd === true; // the server was first, also if its exit is reported later
    const isKnown = (each: Hop): boolean =>
      each.verdict !== "undetermined" || (!sawEnd && each.endLine > asking.endLine) || this.#wasLeft(each);
    const ended = [...this.#window.answersTo(asking)].filter(isKnown);
    return [...ended, ...this.#open].some((each) => each.role === "server" && evidenceOfEnds(each, asking) > 0);
  }

  /** The answering side of an exchange on which a program asked, if bytes were lost there. */
  #atOtherEnd(hop: Hop, sawEnd: boolean): Choice<Loss<C>> {
    return chosen(this.#losses.atOtherEndOf(hop), (other) => {
      if (other.hasOuter || (!sawEnd && other.hop.endLine > hop.endLine)) return -1; // it lost bytes after its client had left
      return sawEnd || other.isProven ? evidenceOfEnds(other.hop, hop) : -1;
    });
  }

  /** True if one of several candidates lost bytes, or may have. */
  #mayHaveLost(asked: readonly Hop[], hop: Hop): boolean {
    return asked.some((inner) => {
      if (evidenceOfNesting(hop, inner) < 0) return false;
      const loss = this.#losses.of(inner);
      if (loss === null) return inner.verdict !== "complete" && this.#atOtherEnd(inner, false) !== "none"; // it is open
      return isProvenFrom(loss) || loss.exchange.verdict === "undetermined";
    });
  }

  #expectAnswer(loss: Loss<C>): void {
    this.#unanswered.add(loss);
    const [oldest] = this.#unanswered;
    if (oldest && this.#unanswered.size > MOST_UNANSWERED) this.#unanswered.delete(oldest);
    this.user.wantPlain(true);
  }

  /** True if a program may have sent this response after it had received one short. */
  #mayAnswer(hop: Hop): boolean {
    for (const { hop: short } of this.#unanswered) {
      const isAskedLater = short.requestLine === 0 || short.requestLine >= hop.requestLine;
      const isWithin = isAskedLater && short.endLine <= hop.endLine;
      if (isWithin && areOfOneProcess(hop, short) !== false) return true;
    }
    return false;
  }

  #answered(inner: Loss<C>): void {
    this.#unanswered.delete(inner);
    if (this.#unanswered.size === 0) this.user.wantPlain(false);
  }

  #add(
    known: Judgement & Pick<Loss<C>, "hop" | "isProven" | "sawEnd" | "asked">,
    connection: C,
    part: PathPart,
    choice: Choice<Loss<C>>,
  ): Loss<C> {
    const { hop, isProven, sawEnd, asked, cause, exchange } = known;
    const inner = innerOf(choice);
    if (inner) linkTo(inner);
    const isInnermost = hop.role === "server" && inner === null;
    const isLate = isInnermost && this.#losses.hadLeft(hop);
    const mayBeLate = isInnermost && isProven && this.#losses.mayHaveLeft(hop);
    const undecided = typeof choice === "string" && choice !== "none" ? choice : mayBeLate ? "client-may-have-left" : null;
    const loss: Loss<C> = {
      ...{ hop, connection, exchange: exchange as Exchange, cause, isProven, sawEnd },
      ...{ part, inner, hasOuter: false, asked, undecided, isLate },
    };
    this.#losses.add(loss);
    return loss;
  }

  #forget(loss: Loss<C>): void {
    if (this.#unanswered.has(loss)) this.#answered(loss);
    if (!loss.hasOuter && !loss.isLate) this.user.onPath(loss);
  }
}

function innerOf<T>(choice: Choice<T>): T | null {
  return typeof choice === "string" ? null : choice.found;
}

/** An exchange nearer to the client was found: its program had not left. */
function linkTo<C extends PathConnection>(inner: Loss<C>): void {
  inner.hasOuter = true;
  if (inner.undecided === "client-may-have-left") inner.undecided = null;
}
