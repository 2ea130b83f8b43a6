import type { BlindSpotCode } from "../../../src/core/protocols/blind-spot.js";
import type { Cause, Exchange } from "../../../src/core/protocols/exchange.js";
import type { Role } from "../../../src/core/protocols/judgement.js";
import type { EndEvent } from "../../../src/core/sockets/event.js";
import type { SocketFacts } from "../../../src/core/sockets/socket-facts.js";
import type { TracedCalls } from "../../../src/core/syscalls/traced-calls.js";
import { ENDED_BY, EVENT_KINDS, ORIGINS, TRANSPORTS } from "../../../src/engine/host/event-fields.js";
import { BLIND_SPOTS, CAUSES, FRAMINGS, RESETS, ROLES, VERDICTS } from "../../../src/engine/host/http/words.js";
import { ask, isIt, withText } from "../call/asker.js";
import { indexOfName, setTraced } from "../call/filters.js";

/** What is known of a socket, for the test. */
export interface DrawnSocket {
  readonly origin: SocketFacts["origin"];
  readonly transport: SocketFacts["transport"];
  readonly local: string | null;
  readonly peer: string | null;
  readonly identity: string | null;
  readonly flags: readonly (typeof FLAGS)[number][];
  /** The table: how often it waited, and the line of a hang-up; null without a home. */
  readonly home: { readonly waits: number; readonly hangup: number } | null;
}

export interface DrawnEvent {
  readonly kind: "write" | "read" | "shutdown" | "hangup" | "writable" | "read-hangup" | "end";
  readonly time: number | null;
  readonly asked: number | null;
  readonly moved: number;
  readonly error: string | null;
  readonly returned: boolean;
  readonly call: string;
  readonly by: EndEvent["by"];
  readonly hasPid: boolean;
}

export interface DrawnExchange {
  readonly hasRequest: boolean;
  readonly framing: NonNullable<Exchange["response"]>["framing"] | null;
  readonly declared: number | null;
  readonly accepted: number | null;
  readonly verdict: Exchange["verdict"];
  readonly spots: readonly BlindSpotCode[];
  readonly head: DrawnEvent | null;
  /** The same event again, or another. */
  readonly last: DrawnEvent | "head" | null;
  readonly refused: DrawnEvent | null;
}

/** In the order of test/engine/assembly/asks-http.ts. */
export const FLAGS = [
  "writeShut",
  "isShuttingDown",
  "hasNoRoom",
  "saysMore",
  "mayBeTwo",
  "mayLiveOn",
  "hasCarried",
] as const;
const PEER_FACTS = ["isGone", "sendsNoMore", "wasReset", "hasHungUp", "hasRead", "mayHaveLeft", "hadLeft"] as const;

/** What is known of a peer. */
export type PeerFacts = Readonly<Record<(typeof PEER_FACTS)[number], boolean>> & {
  /** The line of the read that met the end of the peer's stream; 0 without one. */
  readonly endLine: number;
};

export const CALL: DrawnEvent = {
  kind: "write",
  time: null,
  asked: null,
  moved: 5,
  error: null,
  returned: true,
  call: "write",
  by: "close",
  hasPid: true,
};
export const CLOSE: DrawnEvent = { ...CALL, kind: "end", moved: 0, call: "close" };
export const SHUTDOWN: DrawnEvent = { ...CALL, kind: "shutdown", moved: 0, call: "shutdown" };

const SOCKET: DrawnSocket = {
  origin: "accept",
  transport: "tcp",
  local: null,
  peer: null,
  identity: null,
  flags: [],
  home: { waits: 0, hangup: 0 },
};
export const NO_EXCHANGE: DrawnExchange = {
  hasRequest: false,
  framing: null,
  verdict: "in-flight",
  spots: [],
  declared: null,
  accepted: null,
  head: null,
  last: null,
  refused: null,
};

/** What is known when the stream ends, besides the event. */
export interface Standing {
  readonly role: Role;
  readonly cause: Cause | null;
  readonly hasHungUp: boolean;
  readonly peerGone: boolean;
  readonly hasRead: boolean;
  /** There is a response under way, or a request. */
  readonly isUnderWay: boolean;
}

/** The end of a connection in the engine: its socket, its peer and an exchange. There is one at a time. */
export class EndOfConnection {
  /** The line of the next event. */
  line = 10;

  constructor(traced: TracedCalls, drawn: Partial<DrawnSocket> = {}) {
    setTraced(traced);
    this.setSocket(drawn);
    this.exchange(NO_EXCHANGE);
  }

  /** Another socket, of another peer. */
  setSocket(drawn: Partial<DrawnSocket>): void {
    const { local, peer, identity, origin, transport, flags, home } = { ...SOCKET, ...drawn };
    const lengths = [local, peer, identity].map((text) => text?.length ?? -1) as [number, number, number];
    withText([local, peer, identity].join(""), (start) =>
      ask("beginSocket", ORIGINS.indexOf(origin), TRANSPORTS.indexOf(transport), start, ...lengths),
    );
    ask(
      "setFlags",
      flags.reduce((bits, flag) => bits | (1 << FLAGS.indexOf(flag)), 0),
    );
    ask("setHome", Number(home !== null), home?.waits ?? 0, home?.hangup ?? 0);
  }

  /** The socket is that of another process, or of one that is not known. */
  setHome(isKnown: boolean): void {
    ask("setHome", Number(isKnown), 0, 0);
  }

  /** Something happens that the peer learns of. Returns what is known of the peer. */
  happens(drawn: DrawnEvent, waits = false): PeerFacts {
    const { kind, error } = drawn;
    this.event(drawn);
    if (kind === "read") ask("tellPeer", 0);
    else if (kind === "read-hangup") ask("tellPeer", 1);
    else if (kind === "shutdown" && error !== null) ask("tellPeer", 2);
    else if (kind === "hangup") ask("tellPeer", 4);
    else if (kind === "writable") ask("tellPeer", 6);
    else if (kind === "write") {
      if (error !== null) ask("tellPeer", 3);
      ask("tellPeer", 5);
    }
    if (waits) ask("tellPeer", 7);
    return this.peer;
  }

  get peer(): PeerFacts {
    const bits = ask("peerFacts", this.line - 2);
    const facts = PEER_FACTS.map((name, bit) => [name, (bits & (1 << bit)) !== 0]);
    return { ...Object.fromEntries(facts), endLine: bits >> PEER_FACTS.length } as PeerFacts;
  }

  /** Another exchange is at hand. */
  exchange(drawn: DrawnExchange): void {
    const { hasRequest, framing, declared, accepted, verdict, spots, head, last, refused } = drawn;
    const framingIndex = framing === null ? -1 : (FRAMINGS as readonly string[]).indexOf(framing);
    const sizes = [declared ?? Number.NaN, accepted ?? Number.NaN] as const;
    ask("beginExchange", Number(hasRequest), framingIndex, ...sizes, VERDICTS.indexOf(verdict));
    for (const spot of spots) ask("addSpotToExchange", BLIND_SPOTS.indexOf(spot));
    if (head) this.#addCall(0, head);
    if (last === "head" && head) ask("setCallOfExchange", 1);
    else if (last !== null && last !== "head") this.#addCall(1, last);
    if (refused) this.#addCall(2, refused);
  }

  /** It was decided on a server. */
  see(): void {
    ask("seeExchange");
  }

  hideWrites(): void {
    ask("hideWrites");
  }

  /** A response of the process was seen whole, and none had hidden bytes. */
  get hasSeenAny(): boolean {
    return (ask("seenFacts") & 1) !== 0;
  }

  get hides(): boolean {
    return (ask("seenFacts") & 2) !== 0;
  }

  /** A response like the exchange, with as many bytes of body, was seen whole. */
  hasSeenLike(bytes: number): boolean {
    return isIt("hasSeenLike", bytes);
  }

  /** What the capture may hide of the exchange, if the event ends the stream. */
  hidden(by: DrawnEvent, role: Role, hasAnswered: boolean) {
    this.event(by);
    const [all, rest, refusal] = [0, 1, 2].map((which) =>
      spotAt(ask("hiddenPart", which, ROLES.indexOf(role), Number(hasAnswered))),
    );
    return { all, rest, refusal };
  }

  /** Why refused bytes may have been offered again by a call that does not show. */
  hiddenRetry(hasRead: boolean): BlindSpotCode | null {
    return spotAt(ask("retryOfExchange", Number(hasRead)));
  }

  /** The head may have gone by a call that does not show. */
  mayHideHead(by: DrawnEvent): boolean {
    this.event(by);
    return isIt("mayHeadBeHidden");
  }

  doubt(by: DrawnEvent, { role, cause, hasHungUp, peerGone, hasRead, isUnderWay }: Standing): BlindSpotCode | null {
    this.event(by);
    const bits = [hasHungUp, peerGone, hasRead, isUnderWay].reduce((sum, is, bit) => sum | (Number(is) << bit), 0);
    return spotAt(
      ask("doubtOfEnd", ROLES.indexOf(role), cause === null ? -1 : (CAUSES as readonly Cause[]).indexOf(cause), bits),
    );
  }

  isEndSeen(by: DrawnEvent): boolean {
    this.event(by);
    return isIt("isEndShown");
  }

  /** Why the end at hand resets the connection, as `by unread isCertain`; null if it does not. */
  reset(closing: {
    readonly lingersZero: boolean;
    readonly unread: number | null;
    readonly shutdown: number | null;
    readonly answered: number | null;
  }): string | null {
    const { lingersZero, unread, shutdown, answered } = closing;
    const times = [unread ?? Number.NaN, shutdown ?? Number.NaN] as const;
    const isAnswered = Number(answered !== null);
    const by = ask("resetOfClose", Number(lingersZero), Number(unread !== null), ...times, isAnswered, answered ?? 0);
    if (by < 0) return null;
    const bytes = ask("resetUnread");
    return `${RESETS[by]} ${Number.isNaN(bytes) ? null : bytes} ${isIt("isResetCertain")}`;
  }

  /** Makes the event the one at hand. */
  event({ kind, time, asked, moved, error, returned, call, by, hasPid }: DrawnEvent): void {
    const line = this.line++;
    const numbers = [time ?? Number.NaN, asked ?? Number.NaN, moved, Number(returned), indexOfName(call)] as const;
    ask("setEvent", EVENT_KINDS.indexOf(kind), line, ...numbers);
    ask("setEndedBy", ENDED_BY.indexOf(by), hasPid ? 1 : -1);
    if (error !== null) withText(error, (start, end) => ask("setErrorText", start, end));
  }

  #addCall(which: number, call: DrawnEvent): void {
    this.event(call);
    ask("setCallOfExchange", which);
  }
}

/** The blind spot of a number; null for -1. */
function spotAt(index: number): BlindSpotCode | null {
  return BLIND_SPOTS[index] ?? null;
}
