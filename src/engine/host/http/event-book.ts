import type { Taken } from "../../../core/analysis/listener.js";
import type { SocketEvent } from "../../../core/sockets/event.js";
import type { EventView, ViewedEvent } from "../event-view.js";
import type { EngineNumbers } from "./engine-numbers.js";
import { TAKEN_AS } from "./words.js";

/** The length of a list and where its items stand (src/engine/assembly/heap/list.ts). */
const LENGTH = 0;
const ITEMS = 2;
/** A run of bytes is two numbers. */
const OF_RUN = 2;

/** Where an event is found that the engine refers to. */
export interface EventsByAddress {
  /** The event at an address; null at 0. */
  of<E extends SocketEvent>(at: number): E | null;
}

/**
 * Events with their bytes. Each is read while it happens, and once: all that is reported of it refers to one object. Those that the
 * engine keeps are kept here as well, by their addresses.
 */
export class EventBook implements EventsByAddress {
  readonly #kept = new Map<number, ViewedEvent>();
  #atHand: ViewedEvent | null = null;
  #number = 0;

  /** @param classified where the engine says how the bytes of the event at hand were classified */
  constructor(
    private readonly numbers: EngineNumbers,
    private readonly viewed: EventView,
    private readonly classified: number,
  ) {}

  /**
   * The event that happens.
   *
   * @param number how many there were, with this one
   */
  atHand(number: number): ViewedEvent {
    if (this.#atHand === null || number !== this.#number) this.#atHand = this.viewed.read();
    this.#number = number;
    return this.#atHand;
  }

  get size(): number {
    return this.#kept.size;
  }

  keep(at: number, event: ViewedEvent): void {
    this.#kept.set(at, event);
  }

  forget(at: number): void {
    this.#kept.delete(at);
  }

  of<E extends SocketEvent>(at: number): E | null {
    return (this.#kept.get(at) ?? null) as unknown as E | null;
  }

  /** How the bytes of the event at hand were classified. */
  taken(): Taken[] {
    const first = this.numbers.integer(this.classified, ITEMS);
    const runs = this.numbers.integer(this.classified, LENGTH) / OF_RUN;
    return Array.from({ length: runs }, (_, index) => ({
      as: TAKEN_AS[this.numbers.float(first, index * OF_RUN)] as Taken["as"],
      bytes: this.numbers.float(first, index * OF_RUN + 1),
    }));
  }
}
