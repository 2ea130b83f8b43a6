import type { SocketEvent } from "../../../core/sockets/event.js";
import type { SocketFacts } from "../../../core/sockets/socket-facts.js";
import type { CallNames } from "../call-names.js";
import { DIRECTIONS, ENDED_BY, EVENT_KINDS, ORIGINS } from "../event-fields.js";
import type { EngineNumbers } from "./engine-numbers.js";
import { KEPT_FLOAT as FLOAT, KEPT_INTEGER as INTEGER } from "./exchange-fields.js";

/** What is known of bytes of which a person left something out. */
const ELIDED = [{ seen: "", length: 0, elided: "" }] as const;

/** Events that the engine kept, as the core's: without their bytes, as nobody looks at them any more. */
export class KeptEvents {
  /** Those that were read since `begin`: who refers to one event refers to one object. */
  readonly #read = new Map<number, SocketEvent>();
  #socket: SocketFacts | null = null;

  constructor(
    private readonly numbers: EngineNumbers,
    private readonly calls: CallNames,
  ) {}

  /** Other events are to be read, of this socket. */
  begin(socket: SocketFacts): void {
    this.#read.clear();
    this.#socket = socket;
  }

  /** The event at an address; null at 0. */
  of<E extends SocketEvent>(at: number): E | null {
    if (at === 0) return null;
    const known = this.#read.get(at);
    if (known) return known as E;
    const event = this.#at(at);
    this.#read.set(at, event);
    return event as E;
  }

  #at(at: number): SocketEvent {
    const numbers = this.numbers;
    const pid = numbers.integer(at, INTEGER.pid);
    const common = {
      socket: this.#socket as SocketFacts,
      fd: numbers.known(at, FLOAT.fd),
      pid: pid < 0 ? null : pid,
      line: numbers.integer(at, INTEGER.line),
      time: numbers.known(at, FLOAT.time),
      endLine: numbers.integer(at, INTEGER.endLine),
      endTime: numbers.known(at, FLOAT.endTime),
      call: this.calls.of(numbers.integer(at, INTEGER.call)),
    };
    return { ...this.#fieldsOf(at), ...common } as SocketEvent;
  }

  #fieldsOf(at: number): object {
    const { numbers } = this;
    const kind = EVENT_KINDS[numbers.integer(at, INTEGER.kind)] as SocketEvent["kind"];
    const asked = numbers.known(at, FLOAT.asked);
    const moved = numbers.float(at, FLOAT.moved);
    const error = numbers.text(numbers.integer(at, INTEGER.error));
    const pieces = numbers.integer(at, INTEGER.hasElided) === 0 ? [] : ELIDED;
    switch (kind) {
      case "write": {
        const injected = numbers.integer(at, INTEGER.injected) !== 0;
        const returned = numbers.integer(at, INTEGER.returned) !== 0;
        return { kind, asked, accepted: moved, error, pieces, offered: null, injected, returned };
      }
      case "read":
        return { kind, asked, received: moved, error, pieces };
      case "open":
        return { kind, origin: ORIGINS[numbers.integer(at, INTEGER.origin)] };
      case "shutdown":
        return { kind, how: DIRECTIONS[numbers.integer(at, INTEGER.how)], error };
      case "hangup":
        return { kind, error };
      case "unconfirmed":
        return { kind, missing: moved };
      case "end":
        return { kind, by: ENDED_BY[numbers.integer(at, INTEGER.by)] };
      default:
        return { kind };
    }
  }
}
