import type { SealedTurn } from "../protocols/message.js";
import { type AskedStreams, askedStreams } from "./asked-streams.js";
import { areOfOneProcess, type Hop } from "./hop.js";
import type { HopWindow } from "./hop-window.js";
import { type Loss, originOf, type PathConnection } from "./loss.js";
import { type Choice, evidenceOfNesting } from "./nesting.js";
import type { TlsVerdict } from "./over-tls.js";
import { hasMetStreamEnd, isReadBefore, mayCarry } from "./passed-through.js";
import { type Beyond, endedFirst, type TlsEnds } from "./tls-ends.js";

const NOT_KNOWN = { choice: null, streams: null } as const;

/**
 * Finds the stream over TLS in place of whose response a program answered 502. The server ended it first, and it did not carry that answer: it has
 * fewer bytes than that, or far more.
 */
export class BadGateway<C extends PathConnection> {
  /** @param inwardOf the loss inwards of a response that a program answered */
  constructor(
    private readonly window: HopWindow,
    private readonly ends: TlsEnds<C>,
    private readonly openSince: (line: number) => readonly Hop[],
    private readonly inwardOf: (hop: Hop) => Choice<Loss<C>>,
  ) {}

  inPlaceOf(outer: Hop): TlsVerdict<C> {
    const open = this.openSince(outer.requestLine);
    const ended = [...this.window.askedFor(outer)];
    const isOver = new Set(ended.filter(({ isSealed }) => isSealed).map(({ connection }) => connection));
    const asked = [...ended, ...open.filter(({ isSealed, connection }) => !isSealed || !isOver.has(connection))].filter(
      (each) => each.role === "client" && areOfOneProcess(each, outer) !== false,
    );
    if (asked.some((each) => !each.isSealed && evidenceOfNesting(outer, each) >= 0)) return NOT_KNOWN;
    const streams = asked.filter(({ isSealed, turn }) => isSealed && wasAskedMeanwhile(outer, turn));
    const named = streams.find((stream) => isReadBefore(outer, stream));
    const meant = named ? [named] : streams.filter((stream) => !this.ends.isPassedOn(outer, stream, open));
    if (meant.length === 0) return NOT_KNOWN;
    const all = meant.map((stream) => this.ends.beyond(stream, outer, { open, inwardOf: this.inwardOf }));
    if (all.every(({ server }) => server === null)) return { choice: null, streams: this.#elsewhere(outer, meant) };
    const losses = all.map((each) => this.#lossOf(outer, each));
    const processes = new Set(losses.map((loss) => loss && originOf(loss).hop.process));
    const found = processes.size === 1 ? losses.find((loss) => loss?.hasOuter === false) : null;
    return found ? { choice: { found }, streams: null } : NOT_KNOWN;
  }

  #lossOf(outer: Hop, beyond: Beyond<C>): Loss<C> | null {
    const { stream, ended, inward } = beyond;
    const bytes = ended?.hop.turn?.bytes;
    if (bytes === undefined || stream.turn === null || inward === null) return null;
    const hasMetEnd = hasMetStreamEnd(stream) || bytes <= stream.turn.bytes;
    if (!hasMetEnd || !endedFirst(beyond) || mayCarry(bytes, outer.acceptedBytes)) return null;
    if (typeof inward !== "string") return inward.found;
    return inward === "none" ? this.ends.outermost(beyond) : null;
  }

  #elsewhere(outer: Hop, meant: readonly Hop[]): AskedStreams | null {
    const sources = meant.map((stream) => this.ends.known(stream));
    return askedStreams(outer, "bad-gateway", { sources, others: [] });
  }
}

/** True if the program asked on a stream for what it answered, as far as is known, and read no more of the answer later. */
function wasAskedMeanwhile({ requestLine, responseLine }: Hop, turn: SealedTurn | null): boolean {
  if (turn === null) return true;
  return requestLine < turn.lastAskedLine && turn.askedLine < responseLine && turn.lastLine < responseLine;
}
