import type { SocketEvent } from "../../core/sockets/event.js";
import type { CallNames } from "./call-names.js";
import type { EngineTexts } from "./engine-texts.js";
import { DIRECTIONS, ENDED_BY, EVENT_FLOAT, EVENT_INTEGER, EVENT_KINDS, ORIGINS } from "./event-fields.js";
import type { EngineExports } from "./load.js";
import type { PiecesView } from "./pieces-view.js";
import type { SocketView } from "./socket-view.js";

/** An event with a view in place of its socket. */
export type ViewedEvent = SocketEvent extends infer E
  ? E extends SocketEvent
    ? Omit<E, "socket"> & { readonly socket: SocketView }
    : never
  : never;

type Kind = (typeof EVENT_KINDS)[number];

/** Reads the event that the engine reports. It is a value: all but its socket may be kept. */
export class EventView {
  #floats = new Float64Array();
  #integers = new Int32Array();
  readonly #at: number;

  /**
   * @param socketAt the socket at an address
   * @param pieces reads the bytes of each event; without it, no event has any
   */
  constructor(
    private readonly engine: EngineExports,
    private readonly texts: EngineTexts,
    private readonly calls: CallNames,
    private readonly socketAt: (address: number) => SocketView,
    private readonly pieces?: PiecesView,
  ) {
    this.#at = engine.eventRecord();
  }

  read(): ViewedEvent {
    this.#look();
    const kind = EVENT_KINDS[this.#integer("kind")] as Kind;
    const common = this.#common(); // before the bytes are read, for which the memory may grow
    return { kind, ...this.#fieldsOf(kind), ...common } as unknown as ViewedEvent;
  }

  /** The memory may have grown since the last event. */
  #look(): void {
    const { buffer } = this.engine.memory;
    if (this.#floats.buffer === buffer) return;
    this.#floats = new Float64Array(buffer);
    this.#integers = new Int32Array(buffer);
  }

  #common(): object {
    const fd = this.#float("fd");
    const pid = this.#integer("pid");
    return {
      socket: this.socketAt(this.#integer("socket")),
      fd,
      pid: pid < 0 ? null : pid,
      line: this.#integer("line"),
      time: this.#float("time"),
      endLine: this.#integer("endLine"),
      endTime: this.#float("endTime"),
      call: this.calls.of(this.#integer("call")),
    };
  }

  #fieldsOf(kind: Kind): object {
    const error = (): string | null => this.texts.between(this.#integer("errorStart"), this.#integer("errorEnd"));
    switch (kind) {
      case "open":
        return { origin: ORIGINS[this.#integer("origin")] };
      case "write":
        return { asked: this.#float("asked"), accepted: this.#float("moved"), error: error(), ...this.#written() };
      case "read":
        return {
          asked: this.#float("asked"),
          received: this.#float("moved"),
          error: error(),
          pieces: this.pieces?.read(false) ?? [],
        };
      case "shutdown":
        return { how: DIRECTIONS[this.#integer("how")], error: error() };
      case "hangup":
        return { error: error() };
      case "unconfirmed":
        return { missing: this.#float("moved") };
      case "end":
        return { by: ENDED_BY[this.#integer("by")] };
      default:
        return {};
    }
  }

  #written(): object {
    const injected = this.#integer("injected") === 1;
    const returned = this.#integer("returned") === 1;
    const hasOffered = !returned && this.#integer("hasOffered") === 1;
    const pieces = this.pieces?.read(false) ?? [];
    return { pieces, offered: hasOffered ? (this.pieces?.read(true) ?? null) : null, injected, returned };
  }

  /** Null for a number that the capture does not show. */
  #float(name: keyof typeof EVENT_FLOAT): number | null {
    const value = this.#floats[this.#at / Float64Array.BYTES_PER_ELEMENT + EVENT_FLOAT[name]] as number;
    return Number.isNaN(value) ? null : value;
  }

  #integer(name: keyof typeof EVENT_INTEGER): number {
    return this.#integers[this.#at / Int32Array.BYTES_PER_ELEMENT + EVENT_INTEGER[name]] as number;
  }
}
