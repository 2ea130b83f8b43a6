import type { CallNote, HopMessage } from "../../../core/paths/message-hop.js";
import type { Verdict } from "../../../core/protocols/exchange.js";
import type { Message } from "../../../core/protocols/message.js";

/** A note, and how many requests and responses that began with its call are open. */
interface Kept {
  readonly note: CallNote;
  open: number;
}

/** The bound for one conversation: two for each of as many streams as HTTP/2 keeps. */
const MOST_KEPT = 8192;

/** What the hops of messages are that are not HTTP/1 (core/paths/hop.ts). It keeps notes of those that are open. */
export class MessageHops {
  readonly #kept = new Map<number, Map<number, Kept>>();
  /** How many requests and responses were over in the call in which they began: the latest such call. */
  #over = { line: 0, count: 0 };

  /** @param atHand what is known at the call at hand */
  constructor(private readonly atHand: () => CallNote) {}

  /** So many requests and responses have begun with the call at hand. */
  keep(conversation: number, count: number): void {
    const note = this.atHand();
    const open = count - (this.#over.line === note.line ? this.#over.count : 0);
    if (open <= 0) return;
    let known = this.#kept.get(conversation);
    if (!known) {
      known = new Map();
      this.#kept.set(conversation, known);
    }
    known.set(note.line, { note, open });
    if (known.size > MOST_KEPT) known.delete(known.keys().next().value as number);
  }

  of(conversation: number, { request, response, stream, turn }: Message, verdict: Verdict): HopMessage {
    const asked = this.#note(conversation, request?.line);
    const begun = this.#note(conversation, response?.line);
    return { request, response, stream, verdict, turn: turn ?? null, asked, begun };
  }

  /** A message is over. */
  drop(conversation: number, { request, response }: Message): void {
    const known = this.#kept.get(conversation);
    for (const begun of [request, response]) {
      if (!begun) continue;
      const kept = known?.get(begun.line);
      if (!kept) this.#noteOver(begun.line);
      else if (--kept.open === 0) known?.delete(begun.line);
    }
  }

  #noteOver(line: number): void {
    if (this.#over.line !== line) this.#over = { line, count: 0 };
    this.#over.count++;
  }

  #note(conversation: number, line: number | undefined): CallNote | null {
    if (line === undefined) return null;
    const kept = this.#kept.get(conversation)?.get(line);
    if (kept) return kept.note;
    const atHand = this.atHand();
    return atHand.line === line ? atHand : null;
  }

  forget(conversation: number): void {
    this.#kept.delete(conversation);
  }
}
