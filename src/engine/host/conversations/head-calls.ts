import type { DataEvent } from "../../../core/protocols/exchange.js";

/** The bound for one conversation: so many streams HTTP/2 keeps. Those that are given up unreported (a tunnel) leave their calls here. */
const MOST_KEPT = 4096;

/** The calls that carried the first bytes of answers, by their conversations and lines: those of answers that are open. */
export class HeadCalls {
  readonly #calls = new Map<number, Map<number, DataEvent>>();

  /** @param atHand reads the event at hand, as a value that may be kept */
  constructor(private readonly atHand: () => DataEvent) {}

  /** An answer begins in the event at hand. */
  keep(conversation: number): void {
    const event = this.atHand();
    const known = this.#calls.get(conversation);
    if (known) {
      known.set(event.line, event);
      if (known.size > MOST_KEPT) known.delete(known.keys().next().value as number);
    } else this.#calls.set(conversation, new Map([[event.line, event]]));
  }

  /** The call on this line, if an answer began there. */
  of(conversation: number, line: number | undefined): DataEvent | null {
    return (line !== undefined && this.#calls.get(conversation)?.get(line)) || null;
  }

  /** The answer that began on this line is over. Another one may have begun there, too: it loses its call. */
  drop(conversation: number, line: number | undefined): void {
    if (line !== undefined) this.#calls.get(conversation)?.delete(line);
  }

  forget(conversation: number): void {
    this.#calls.delete(conversation);
  }
}
