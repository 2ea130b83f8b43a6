import type { SocketEvent } from "../../../core/sockets/event.js";
import type { SocketFacts } from "../../../core/sockets/socket-facts.js";
import type { CallNames } from "../call-names.js";
import { DIRECTIONS, ENDED_BY, EVENT_KINDS, ORIGINS } from "../event-fields.js";
import type { EngineNumbers } from "./engine-numbers.js";
import type { EventsByAddress } from "./event-book.js";
import { KEPT_FLOAT as FLOAT, KEPT_INTEGER as INTEGER } from "./exchange-fields.js";

/** What is known of bytes of which a person left something out. */
const ELIDED = [{ seen: "", length: 0, elided: "" }] as const;

/** Events that the engine kept, as the core's: without their bytes, which are not looked at any more. */
export class KeptEvents implements EventsByAddress {
  /** Those that were read since `begin`, and where: who refers to one event refers to one object. They are fewer than ten. */
  readonly #read: SocketEvent[] = [];
  readonly #places: number[] = [];
  #socket: SocketFacts | null = null;

  constructor(
    private readonly numbers: EngineNumbers,
    private readonly calls: CallNames,
  ) {}

  /** Other events are to be read, of this socket. */
  begin(socket: SocketFacts): void {
    this.#read.length = 0;
    this.#places.length = 0;
    this.#socket = socket;
  }

  /** The event at an address; null at 0. */
  of<E extends SocketEvent>(at: number): E | null {
    if (at === 0) return null;
    const known = this.#places.indexOf(at);
    if (known >= 0) return this.#read[known] as E;
    const event = this.#at(at);
    this.#read.push(event);
    this.#places.push(at);
    return event as E;
  }

  /** Each kind has a literal of its own, laid out as makeEvent of core/sockets has it: spreading takes several times as long. */
  #at(at: number): SocketEvent {
    const numbers = this.numbers;
    const socket = this.#socket as SocketFacts;
    const kind = EVENT_KINDS[numbers.integer(at, INTEGER.kind)] as SocketEvent["kind"];
    const fd = numbers.known(at, FLOAT.fd);
    const pid = numbers.integer(at, INTEGER.pid) < 0 ? null : numbers.integer(at, INTEGER.pid);
    const line = numbers.integer(at, INTEGER.line);
    const time = numbers.known(at, FLOAT.time);
    const endLine = numbers.integer(at, INTEGER.endLine);
    const endTime = numbers.known(at, FLOAT.endTime);
    const call = this.calls.of(numbers.integer(at, INTEGER.call));
    const asked = numbers.known(at, FLOAT.asked);
    const moved = numbers.float(at, FLOAT.moved);
    const error = numbers.text(numbers.integer(at, INTEGER.error));
    const pieces = numbers.integer(at, INTEGER.hasElided) === 0 ? [] : ELIDED;
    switch (kind) {
      case "write":
        return {
          kind,
          asked,
          accepted: moved,
          error,
          pieces,
          offered: null,
          injected: numbers.integer(at, INTEGER.injected) !== 0,
          returned: numbers.integer(at, INTEGER.returned) !== 0,
          socket,
          fd,
          pid,
          line,
          time,
          endLine,
          endTime,
          call,
        };
      case "read":
        return { kind, asked, received: moved, error, pieces, socket, fd, pid, line, time, endLine, endTime, call };
      case "shutdown": {
        const how = DIRECTIONS[numbers.integer(at, INTEGER.how)] as (typeof DIRECTIONS)[number];
        return { kind, how, error, socket, fd, pid, line, time, endLine, endTime, call };
      }
      case "end": {
        const by = ENDED_BY[numbers.integer(at, INTEGER.by)] as (typeof ENDED_BY)[number];
        return { kind, by, socket, fd, pid, line, time, endLine, endTime, call };
      }
      case "open": {
        const origin = ORIGINS[numbers.integer(at, INTEGER.origin)] as (typeof ORIGINS)[number];
        return { kind, origin, socket, fd, pid, line, time, endLine, endTime, call };
      }
      case "hangup":
        return { kind, error: error ?? "", socket, fd, pid, line, time, endLine, endTime, call };
      case "unconfirmed":
        return { kind, missing: moved, socket, fd, pid, line, time, endLine, endTime, call };
      default:
        return { kind, socket, fd, pid, line, time, endLine, endTime, call };
    }
  }
}
