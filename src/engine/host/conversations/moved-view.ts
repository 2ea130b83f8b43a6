import type { Direction, MovedBytes } from "../../../core/protocols/moved-bytes.js";
import { EVENT_FLOAT, EVENT_INTEGER, EVENT_KINDS } from "../event-fields.js";
import type { EngineNumbers } from "../http/engine-numbers.js";
import type { EngineExports } from "../load.js";

const WRITE = EVENT_KINDS.indexOf("write");

/** What the event at hand moved. Its bytes are read from the engine when they are asked for, because most are only counted. */
export class MovedView implements MovedBytes {
  length = 0;
  asked: number | null = null;
  line = 0;
  direction: Direction = "in";
  isSpliced = false;
  #skipped = 0;
  #bytes = new Uint8Array();
  readonly #event: number;
  readonly #room: number;

  constructor(
    private readonly engine: EngineExports,
    private readonly numbers: EngineNumbers,
  ) {
    this.#event = engine.eventRecord();
    this.#room = engine.shownRoom();
  }

  /** The event at hand is a write of which the kernel took nothing: its bytes are those that were refused. */
  lookAtRefused(): void {
    this.look(0);
    this.length = this.asked ?? 0;
  }

  /** Another event is at hand; its first bytes, `skipped` in number, belong to something else. */
  look(skipped: number): void {
    const isWrite = this.numbers.integer(this.#event, EVENT_INTEGER.kind) === WRITE;
    const asked = isWrite ? this.numbers.known(this.#event, EVENT_FLOAT.asked) : null;
    this.#skipped = skipped;
    this.length = this.numbers.float(this.#event, EVENT_FLOAT.moved) - skipped;
    this.asked = asked === null ? null : asked - skipped;
    this.line = this.numbers.integer(this.#event, EVENT_INTEGER.line);
    this.direction = isWrite ? "out" : "in";
    this.isSpliced = this.engine.isMovedSpliced() !== 0;
  }

  show(at: number, most: number): Uint8Array {
    const count = this.engine.showMoved(at + this.#skipped, Math.min(most, this.length - at));
    const { buffer } = this.engine.memory;
    if (this.#bytes.buffer !== buffer) this.#bytes = new Uint8Array(buffer); // it has grown
    return this.#bytes.subarray(this.#room, this.#room + count);
  }

  nextShown(at: number): number {
    return Math.min(this.length, this.engine.nextShown(at + this.#skipped) - this.#skipped);
  }
}
