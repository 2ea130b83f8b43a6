import { expect } from "vitest";
import type { BlindSpotCode } from "../../../src/core/protocols/blind-spot.js";
import { type Cause, type DataEvent, type Exchange, newExchange } from "../../../src/core/protocols/exchange.js";
import { doubtOf, hiddenOf, hiddenRetry, mayHideHead } from "../../../src/core/protocols/http1/filtered/hidden.js";
import { SeenWhole } from "../../../src/core/protocols/http1/filtered/seen-whole.js";
import { Peer } from "../../../src/core/protocols/http1/peer.js";
import type { Role } from "../../../src/core/protocols/judgement.js";
import type { EndEvent, SocketEvent, WriteEvent } from "../../../src/core/sockets/event.js";
import { Filter } from "../../../src/core/sockets/filter.js";
import type { SocketFacts, SocketHome } from "../../../src/core/sockets/socket-facts.js";
import type { TracedCalls } from "../../../src/core/syscalls/traced-calls.js";
import { ENDED_BY, EVENT_KINDS, ORIGINS, TRANSPORTS } from "../../../src/engine/host/event-fields.js";
import { BLIND_SPOTS, CAUSES, FRAMINGS, ROLES, VERDICTS } from "../../../src/engine/host/http/words.js";
import { ask, isIt, withText } from "../call/asker.js";
import { indexOfName, setTraced } from "../call/filters.js";

/** What is known of a socket, for the test. */
export interface DrawnSocket {
  readonly origin: SocketFacts["origin"];
  readonly transport: SocketFacts["transport"];
  readonly local: string | null;
  readonly peer: string | null;
  readonly identity: string | null;
  /** A bit each: writeShut, isShuttingDown, hasNoRoom, saysMore, mayBeTwo, mayLiveOn, hasCarried. */
  readonly flags: number;
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

/** The end of a connection in the core and in the engine: its socket, its peer and an exchange, of which both are told the same. */
export class BothEnds {
  readonly #filter: Filter;
  readonly #peer: Peer;
  readonly #seen = new SeenWhole();
  readonly #socket: SocketFacts;
  #exchange: Exchange = newExchange(0, null);
  #line = 10;

  constructor(traced: TracedCalls, drawn: DrawnSocket) {
    setTraced(traced);
    this.#filter = new Filter(traced);
    this.#peer = new Peer(this.#filter);
    this.#socket = socketOf(drawn);
    const { local, peer, identity, origin, transport, flags, home } = drawn;
    const lengths = [local, peer, identity].map((text) => text?.length ?? -1) as [number, number, number];
    withText([local, peer, identity].join(""), (start) =>
      ask("beginSocket", ORIGINS.indexOf(origin), TRANSPORTS.indexOf(transport), start, ...lengths),
    );
    ask("setFlags", flags);
    ask("setHome", Number(home !== null), home?.waits ?? 0, home?.hangup ?? 0);
    this.#setExchange({ hasRequest: false, framing: null, verdict: "in-flight", spots: [], ...NO_CALLS });
  }

  /** Something happens that the peer learns of. */
  happens(drawn: DrawnEvent, waits: boolean): void {
    const event = this.#event(drawn);
    if (event.kind === "read") this.#both(0, () => this.#peer.read(event));
    else if (event.kind === "read-hangup") this.#both(1, () => this.#peer.readHangup(event));
    else if (event.kind === "shutdown" && event.error !== null) this.#both(2, () => this.#peer.shutdownFailed(event));
    else if (event.kind === "hangup") this.#both(4, () => this.#peer.hangup(event.error));
    else if (event.kind === "writable") this.#both(6, () => this.#peer.plainEnd.writable(event));
    else if (event.kind === "write") {
      const { error } = event;
      if (error !== null) this.#both(3, () => this.#peer.writeFailed(error));
      this.#both(5, () => this.#peer.plainEnd.write(event));
    }
    if (waits) this.#both(7, () => this.#peer.plainEnd.waited(this.#socket));
  }

  /** Another exchange is at hand. */
  exchange(drawn: DrawnExchange): void {
    this.#setExchange(drawn);
  }

  /** It was decided on a server. */
  see(): void {
    this.#seen.add(this.#socket.home, this.#exchange);
    ask("seeExchange");
  }

  hideWrites(): void {
    this.#seen.addHider(this.#socket.home);
    ask("hideWrites");
  }

  /** What the capture may hide, if the event ends the stream. */
  check(drawn: DrawnEvent, role: Role, cause: Cause | null, hasAnswered: boolean, bits: number): void {
    const by = this.#event(drawn);
    const [hasHungUp, peerGone, hasRead, isUnderWay] = [1, 2, 4, 8].map((bit) => (bits & bit) !== 0);
    const seen = this.#seen;
    const exchange = this.#exchange;
    const hides = hiddenOf(this.#filter, { role, exchange, by, hasAnswered, seen });
    const found = [0, 1, 2].map((which) => spotAt(ask("hiddenPart", which, ROLES.indexOf(role), Number(hasAnswered))));
    expect(found, "hidden").toEqual([hides.all, hides.rest, hides.refusal]);
    const { refused } = exchange.calls;
    const retry = hiddenRetry(this.#filter, { refused, seen, hasRead: hasRead === true });
    expect(spotAt(ask("retryOfExchange", Number(hasRead))), "retry").toBe(retry);
    expect(isIt("mayHeadBeHidden"), "head").toBe(mayHideHead(this.#filter, by));
    const standing = { role, cause, by, hasHungUp, peerGone, hasRead, exchange: isUnderWay ? exchange : null };
    const doubt = doubtOf(this.#filter, standing as Parameters<typeof doubtOf>[1]);
    expect(spotAt(ask("doubtOfEnd", ROLES.indexOf(role), cause === null ? -1 : CAUSES.indexOf(cause), bits))).toBe(
      doubt,
    );
  }

  #both(which: number, tell: () => void): void {
    tell();
    ask("tellPeer", which);
    const { isGone, sendsNoMore, wasReset, hasHungUp, hasRead, plainEnd, end } = this.#peer;
    const line = this.#line - 2;
    const hadLeft = this.#peer.hadLeftBefore({ line } as SocketEvent);
    const facts = [isGone, sendsNoMore, wasReset, hasHungUp, hasRead, plainEnd.mayHaveLeft, hadLeft];
    const bits = facts.reduce((sum, fact, bit) => sum + Number(fact) * 2 ** bit, 0);
    expect(ask("peerFacts", line)).toBe(bits + (end?.line ?? 0) * 128);
  }

  /** Makes the event the one at hand, in the engine too. */
  #event(drawn: DrawnEvent): SocketEvent {
    const { kind, time, asked, moved, error, returned, call, by, hasPid } = drawn;
    const line = this.#line++;
    const kindIndex = EVENT_KINDS.indexOf(kind);
    const index = indexOfName(call);
    ask("setEvent", kindIndex, line, time ?? Number.NaN, asked ?? Number.NaN, moved, Number(returned), index);
    ask("setEndedBy", ENDED_BY.indexOf(by), hasPid ? 1 : -1);
    if (error !== null) withText(error, (start, end) => ask("setErrorText", start, end));
    const pieces = moved > 0 ? [{ seen: "", length: moved }] : [];
    const common = {
      socket: this.#socket,
      line,
      endLine: line,
      time,
      endTime: time,
      pid: hasPid ? 1 : null,
      fd: 7,
      call,
    };
    const own = { asked, error, returned, pieces, accepted: moved, received: moved, by, how: "wr" };
    return { kind, ...common, ...own, ...(kind === "hangup" && { error: error ?? "" }) } as unknown as SocketEvent;
  }

  #setExchange(drawn: DrawnExchange): void {
    const { hasRequest, framing, declared, accepted, verdict, spots, head, last, refused } = drawn;
    const exchange = newExchange(0, hasRequest ? { method: "", target: "", line: 3 } : null);
    const rest = { status: null, line: 4, isAtMost: false, misfitBytes: 0 };
    if (framing !== null) exchange.response = { ...rest, framing, declaredBytes: declared, acceptedBytes: accepted };
    exchange.verdict = verdict;
    exchange.blindSpots.push(...spots);
    const framingIndex = framing === null ? -1 : FRAMINGS.indexOf(framing);
    const sizes = [declared ?? Number.NaN, accepted ?? Number.NaN] as const;
    ask("beginExchange", Number(hasRequest), framingIndex, ...sizes, VERDICTS.indexOf(verdict));
    for (const spot of spots) ask("addSpotToExchange", BLIND_SPOTS.indexOf(spot));
    if (head) {
      exchange.calls.head = this.#event(head) as DataEvent;
      ask("setCallOfExchange", 0);
    }
    if (last !== null) {
      exchange.calls.lastAccepted = last === "head" ? exchange.calls.head : (this.#event(last) as DataEvent);
      if (exchange.calls.lastAccepted) ask("setCallOfExchange", 1);
    }
    if (refused) {
      exchange.calls.refused = this.#event(refused) as WriteEvent;
      ask("setCallOfExchange", 2);
    }
    this.#exchange = exchange;
  }
}

const NO_CALLS = { declared: null, accepted: null, head: null, last: null, refused: null };

function socketOf({ origin, transport, local, peer, identity, flags, home }: DrawnSocket): SocketFacts {
  const names = ["writeShut", "isShuttingDown", "hasNoRoom", "saysMore", "mayBeTwo", "mayLiveOn", "hasCarried"];
  const facts = Object.fromEntries(names.map((name, bit) => [name, (flags & (1 << bit)) !== 0]));
  const isConnection = origin === "accept" || facts.hasCarried === true;
  const asked: SocketHome | null = home && {
    waitsByPolls: home.waits > 1,
    mayHaveHungUp: (_fd, since) => home.hangup > since,
  };
  return {
    fd: 7,
    origin,
    transport,
    local,
    peer,
    identity,
    ...facts,
    isConnection,
    home: asked,
  } as unknown as SocketFacts;
}

/** The blind spot of a number; null for -1. */
function spotAt(index: number): BlindSpotCode | null {
  return BLIND_SPOTS[index] ?? null;
}
