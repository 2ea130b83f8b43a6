import type { AskedStreams } from "./asked-streams.js";
import { areOfOneProcess, type Hop } from "./hop.js";
import type { HopWindow } from "./hop-window.js";
import {
  type AskedHop,
  hasNoResponse,
  isProvenFrom,
  type Loss,
  linkTo,
  originOf,
  type PathConnection,
} from "./loss.js";
import type { Losses } from "./losses.js";
import {
  type Choice,
  chosen,
  evidenceOfNesting,
  HINT,
  isEncrypted,
  isOfOtherTarget,
  isUnseen,
  likeness,
  mayBeFor,
  mayBeReceived,
  mayBeSealed,
} from "./nesting.js";
import { OverTls } from "./over-tls.js";
import { mayStandForNone } from "./short.js";
import type { TlsEnds } from "./tls-ends.js";
import { evidenceOfEnds } from "./two-ends.js";
import type { WaitingLosses } from "./waiting-losses.js";

/** The loss inwards of an exchange, and the exchange on which its program asked for what it answered there; null if that is not known. */
export interface Inward<C extends PathConnection> {
  readonly choice: Choice<Loss<C>>;
  readonly asked: AskedHop | null;
  /** The streams on which it may have asked over TLS, if another capture may show what became of them. */
  readonly streams: AskedStreams | null;
}

export const NOTHING_ASKED = { choice: "none", asked: null, streams: null } as const;

/** What is open while an exchange is looked for, whether that exchange is, and over how many open hops it was found. */
interface Standing {
  readonly open: readonly Hop[];
  readonly isOpen: boolean;
  readonly depth: number;
}

/** The exchanges on which a program may have asked for what it answers. */
interface Candidates {
  /** All of them. */
  readonly possible: readonly Hop[];
  /** Those that say something of the answer: no request that was left without a response, and asked again. */
  readonly all: readonly Hop[];
  /** Those of them that have no outer exchange yet. */
  readonly asked: readonly Hop[];
}

const FIRST_LINE = 1;
/** So many hops whose responses are all under way are looked through. */
const MOST_OPEN_HOPS = 4;

/** Looks for the next exchange of a request, on the way to the server that was asked last. */
export class Inwards<C extends PathConnection> {
  /** Made when it is needed: few captures have hops over TLS. */
  #overTls: OverTls<C> | null = null;

  /** @param openSince the exchanges that are not decided: those of requests that were sent on a line or later */
  constructor(
    private readonly window: HopWindow,
    private readonly losses: Losses<C>,
    private readonly waiting: WaitingLosses<C>,
    private readonly openSince: (line: number) => readonly Hop[],
    private readonly tlsEnds: () => TlsEnds<C>,
  ) {}

  /** The exchange on which the program asked for what it answers in this one, and the loss of bytes there or inwards of it. */
  of(hop: Hop, depth = 0): Inward<C> {
    const open = this.openSince(hop.requestLine);
    const ended = [...this.window.askedFor(hop)];
    const over = new Set(ended.filter(({ isSealed }) => isSealed).map(({ connection }) => connection));
    // a stream that has ended is open until its program closes it
    const underWay = open.filter(({ isSealed, connection }) => !isSealed || !over.has(connection));
    const possible = [...underWay, ...ended].filter((inner) => mayBeFor(hop, inner) && !this.#isForAnother(hop, inner));
    const all = this.#withoutRetried(possible, hop);
    const asked = all.filter((inner) => !this.#isTaken(inner));
    const inward = this.#chosenOf(hop, { possible, all, asked }, { open, depth });
    if (inward.choice !== "asked-encrypted" || depth >= MOST_OPEN_HOPS) return inward;
    const streams = asked
      .filter((inner) => inner.isSealed && mayBeReceived(hop, inner))
      .sort((one, other) => evidenceOfNesting(hop, other) - evidenceOfNesting(hop, one));
    const inwardOf = (at: Hop): Choice<Loss<C>> => this.of(at, depth + 1).choice;
    const plain = asked.filter((inner) => !inner.isSealed && evidenceOfNesting(hop, inner) >= 0);
    this.#overTls ??= new OverTls(this.tlsEnds(), this.losses);
    const { choice, ...beyond } = this.#overTls.lossOf(hop, streams, { open, inwardOf, plain });
    return { ...inward, choice: choice ?? inward.choice, ...beyond };
  }

  #chosenOf(hop: Hop, { possible, all, asked }: Candidates, { open, depth }: Omit<Standing, "isOpen">): Inward<C> {
    const choice = chosen(asked, (inner) => evidenceOfNesting(hop, inner));
    if (typeof choice === "string") return { ...NOTHING_ASKED, choice: this.#unchosen(choice, possible, hop) };
    if (this.#isOutdone(choice.found, all, hop)) return { ...NOTHING_ASKED, choice: "several-candidates" };
    if (this.#isGuessed(choice.found, asked, hop)) return { ...NOTHING_ASKED, choice: "several-candidates" };
    if (this.#isRivalled(choice.found, asked, hop)) return { ...NOTHING_ASKED, choice: "several-candidates" };
    const isOpen = open.includes(choice.found);
    const found = isOpen ? { ...choice.found, endLine: hop.endLine } : choice.found; // it has not ended yet
    const lost = this.#lostOn(found, { open, isOpen, depth });
    const isOwn = lost === "none" || lost === "upstream-not-seen"; // in another capture, the latter may turn out to be so
    const rival = isOwn ? this.#rivalOf(choice.found, asked, hop) : undefined;
    if (rival) return { ...NOTHING_ASKED, choice: isEncrypted(rival) ? "asked-encrypted" : "several-candidates" };
    return {
      ...NOTHING_ASKED,
      choice: lost,
      asked: { ...found, sawEnd: this.losses.of(choice.found)?.sawEnd === true },
    };
  }

  /** The answering side of an exchange on which a program asked, if bytes were lost there. */
  atOtherEnd(hop: Hop, sawEnd: boolean): Choice<Loss<C>> {
    return chosen(this.losses.atOtherEndOf(hop, sawEnd), (other) => {
      if (other.exchange?.verdict === "complete") return -1;
      if (other.hasOuter || (!sawEnd && originOf(other).hop.endLine > hop.endLine)) return -1; // bytes were lost after its client had left
      return sawEnd || isProvenFrom(other) ? evidenceOfEnds(other.hop, hop) : -1;
    });
  }

  /** What is said if no candidate is chosen: bytes were lost here first only if they were lost on none of them. */
  #unchosen(choice: "none" | "several-candidates", asked: readonly Hop[], hop: Hop): Choice<never> {
    const possible = asked.filter((inner) => !this.#isTaken(inner) && evidenceOfNesting(hop, inner) >= 0);
    if (possible.some((inner) => this.#mayHaveLost(inner))) return choice === "none" ? "asked-not-known" : choice;
    const isSealed = possible.some(isEncrypted) || asked.some((inner) => mayBeSealed(hop, inner));
    return isSealed ? "asked-encrypted" : "none";
  }

  /**
   * The same without those that say nothing of this response: requests without a response, if the program has answered with something else than
   * an error, or if it asked again after that.
   */
  #withoutRetried(asked: readonly Hop[], outer: Hop): readonly Hop[] {
    const none = asked.filter((inner) => this.#hasNoResponse(inner));
    if (none.length === 0) return asked;
    const mayStand = mayStandForNone(outer);
    const last = Math.max(
      ...none.filter(({ target }) => target === outer.target).map(({ requestLine }) => requestLine),
    );
    const isOver = (inner: Hop): boolean => !mayStand || (inner.target === outer.target && inner.endLine <= last);
    return asked.filter((inner) => !isOver(inner) || !this.#hasNoResponse(inner));
  }

  /** True if an exchange that has an outer one already would be a better choice: then that was found before this one was over. */
  #isOutdone(best: Hop, all: readonly Hop[], outer: Hop): boolean {
    const most = evidenceOfNesting(outer, best);
    return all.some((inner) => this.#isTaken(inner) && evidenceOfNesting(outer, inner) > most);
  }

  #isTaken(inner: Hop): boolean {
    return this.losses.of(inner)?.hasOuter === true;
  }

  /** True if a program asked for another target than it was asked for here, and another client had asked it for just that. */
  #isForAnother(outer: Hop, inner: Hop): boolean {
    if (!isOfOtherTarget(outer, inner) || evidenceOfNesting(outer, inner) < 0) return false;
    const isAsker = (each: Hop): boolean =>
      each.role === "server" &&
      each.socket !== outer.socket &&
      each.target === inner.target &&
      0 < each.requestLine &&
      each.requestLine < inner.requestLine &&
      areOfOneProcess(each, outer) !== false;
    if (this.openSince(FIRST_LINE).some(isAsker)) return true;
    for (const each of this.window.answeredBy(outer, inner.requestLine)) if (isAsker(each)) return true;
    return false;
  }

  #hasNoResponse(inner: Hop): boolean {
    const loss = this.losses.of(inner);
    return loss !== null && hasNoResponse(loss);
  }

  #mayHaveLost(inner: Hop): boolean {
    const loss = this.losses.of(inner);
    if (loss !== null && isProvenFrom(loss)) return true;
    if (inner.isSealed) return false; // its messages may be short: who asks for losses asks for that as well
    if (loss !== null) return loss.exchange?.verdict === "undetermined";
    if (inner.requestLine === 0) return true; // a stream of HTTP/2 of which the capture hides what was asked for
    return inner.verdict !== "complete" && this.atOtherEnd(inner, false) !== "none"; // it is open
  }

  /**
   * Another candidate on which bytes may have been lost, and for which only hints speak less than for the one that was chosen. If that may be of
   * another process, a stream that its own process received over TLS is one as well.
   */
  #rivalOf(best: Hop, asked: readonly Hop[], outer: Hop): Hop | undefined {
    const isAssumed = areOfOneProcess(outer, best) === null;
    return asked.find((rival) => {
      if (isAssumed && mayBeSealed(outer, rival)) return true;
      if (rival === best || evidenceOfNesting(outer, rival) < 0) return false;
      if (isAssumed && rival.isSealed) return true;
      const isAlike = likeness(outer, rival) + HINT >= likeness(outer, best);
      return isAlike && (isEncrypted(rival) || this.#mayHaveLost(rival));
    });
  }

  /** True if nothing that the messages say, but only hints speak for this candidate rather than for another one. */
  #isGuessed(best: Hop, asked: readonly Hop[], outer: Hop): boolean {
    if (best.isSealed || outer.isSealed || (best.target !== 0 && best.target === outer.target)) return false;
    const most = likeness(outer, best);
    return asked.some(
      (rival) => rival !== best && evidenceOfNesting(outer, rival) >= 0 && likeness(outer, rival) >= most,
    );
  }

  /** True if bytes were lost on another candidate that says the same as a response which is whole: only hints speak for the whole one. */
  #isRivalled(best: Hop, asked: readonly Hop[], outer: Hop): boolean {
    if (best.verdict !== "complete") return false;
    return asked.some((rival) => {
      const loss = rival === best ? null : this.losses.of(rival);
      if (loss === null || !isProvenFrom(loss) || evidenceOfNesting(outer, rival) < 0) return false;
      return likeness(outer, rival) >= likeness(outer, best);
    });
  }

  /** What became of an exchange that a program left by itself: "none" if its server went on. */
  afterLeaving(inner: Hop, outer: Hop): Choice<Loss<C>> {
    const open = this.openSince(outer.turn?.askedLine ?? outer.requestLine);
    const isOpen = this.losses.of(inner) === null;
    const asked = isOpen ? { ...inner, endLine: outer.endLine } : inner;
    return this.#lostOn(asked, { open, isOpen, depth: 0 });
  }

  /** The loss on the exchange on which a program asked, or beyond it. */
  #lostOn(asked: Hop, { open, isOpen, depth }: Standing): Choice<Loss<C>> {
    if (isUnseen(asked)) return "asked-not-known";
    const found = this.losses.of(asked);
    if (found && (isProvenFrom(found) || this.waiting.has(found))) return { found };
    const beyond = isOpen || found !== null ? this.atOtherEnd(asked, false) : "none";
    if (typeof beyond !== "string" && found !== null) return { found: passedTo(found, beyond.found) };
    if (beyond !== "none") return beyond;
    if (isEncrypted(asked)) return "asked-encrypted";
    const isLeft = (found !== null || isOpen) && asked.verdict !== "complete";
    if (!isLeft) return asked.verdict === "undetermined" ? "asked-not-known" : "none"; // its response is hidden
    if (this.#isOtherEndTaken(asked)) return "several-candidates";
    const answering = open.find((each) => each.role === "server" && evidenceOfEnds(each, asked) > 0);
    if (answering !== undefined && depth < MOST_OPEN_HOPS) {
      const further = this.of({ ...answering, endLine: asked.endLine }, depth + 1).choice; // its program may have received less already
      if (typeof further !== "string") return further;
    }
    return answering !== undefined || this.#isOtherEndSeen(asked) ? "none" : "upstream-not-seen";
  }

  /** True if the server at the other end lost bytes, and another request has that loss already. */
  #isOtherEndTaken(asking: Hop): boolean {
    for (const { hop, hasOuter, isProven } of this.losses.atOtherEndOf(asking, false)) {
      if (hasOuter && isProven && evidenceOfEnds(hop, asking) > 0) return true;
    }
    return false;
  }

  /** True if the capture shows what the server did that answered on this exchange, and whether it lost bytes. */
  #isOtherEndSeen(asking: Hop): boolean {
    const sawEnd = this.losses.of(asking)?.sawEnd === true; // the server was first, also if its exit is reported later
    const isKnown = (each: Hop): boolean =>
      each.verdict !== "undetermined" || (!sawEnd && this.#endedAfter(each, asking)) || this.#wasLeft(each);
    const ended = [...this.window.answersTo(asking)].filter(isKnown);
    return ended.some((each) => each.role === "server" && evidenceOfEnds(each, asking) > 0);
  }

  /** True if a server ended a response later. When a stream ended of which frames are hidden, its connection does not say. */
  #endedAfter(server: Hop, asking: Hop): boolean {
    const isStream = this.losses.of(server)?.exchange?.message?.stream != null;
    return server.endLine > asking.endLine && !isStream;
  }

  /** True if a server's verdict is open because its client had ended the connection before it did. */
  #wasLeft(server: Hop): boolean {
    return this.losses.of(server)?.exchange?.blindSpots.includes("peer-ended-first") === true;
  }
}

/** A client that had left before its server's end was known: bytes had been lost inwards of that server by then. */
function passedTo<C extends PathConnection>(client: Loss<C>, server: Loss<C>): Loss<C> {
  client.inner = server;
  client.part = "received";
  linkTo(server);
  return client;
}
