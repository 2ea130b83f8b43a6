import type { Connection } from "../../../core/analysis/model.js";
import type { ConnectionEnds } from "../../../core/analysis/plain.js";
import type { EngineTexts } from "../engine-texts.js";
import { TRANSPORTS } from "../event-fields.js";
import { CONNECTION_FLOAT as FLOAT, CONNECTION_INTEGER as INTEGER } from "./connection-fields.js";
import type { EngineNumbers } from "./engine-numbers.js";
import { ENDS, PROTOCOLS, ROLES } from "./words.js";

/** A connection that something was reported of, as the core's user sees it. */
interface Entry {
  readonly connection: Connection;
  /** The version of its addresses that was read. */
  version: number;
}

/**
 * The connections of which something was reported: each is one object from then on until it ends, so that all that is reported of it
 * refers to the same. It is brought up to date whenever something of it is reported.
 */
export class ConnectionBook {
  readonly #entries = new Map<number, Entry>();

  constructor(
    private readonly numbers: EngineNumbers,
    private readonly texts: EngineTexts,
  ) {}

  /** The connection at an address of the engine. */
  of(at: number): Connection {
    const { numbers } = this;
    const id = numbers.integer(at, INTEGER.id);
    const known = this.#entries.get(id);
    const entry = known ?? this.#add(at, id);
    const { connection } = entry;
    const version = numbers.integer(at, INTEGER.version);
    if (version !== entry.version) {
      connection.local = this.#textOf(at, INTEGER.localStart, INTEGER.localEnd);
      connection.peer = this.#textOf(at, INTEGER.peerStart, INTEGER.peerEnd);
      entry.version = version;
    }
    connection.transport = TRANSPORTS[numbers.integer(at, INTEGER.transport)] as Connection["transport"];
    connection.role = ROLES[numbers.integer(at, INTEGER.role)] as Connection["role"];
    connection.protocol = PROTOCOLS[numbers.integer(at, INTEGER.protocol)] ?? null;
    if (connection.ended === null) this.#end(connection, at);
    return connection;
  }

  /** Its number in the reports. */
  idOf(at: number): string {
    return idText(this.numbers.integer(at, INTEGER.id));
  }

  /** It has ended. */
  forget(at: number): void {
    this.#entries.delete(this.numbers.integer(at, INTEGER.id));
  }

  /** What its server depends on. */
  endsOf(at: number): ConnectionEnds {
    return {
      role: ROLES[this.numbers.integer(at, INTEGER.role)] as Connection["role"],
      local: this.#textOf(at, INTEGER.localStart, INTEGER.localEnd),
      peer: this.#textOf(at, INTEGER.peerStart, INTEGER.peerEnd),
    };
  }

  #add(at: number, id: number): Entry {
    const { numbers } = this;
    const pid = numbers.integer(at, INTEGER.pid);
    const connection: Connection = {
      id: idText(id),
      pid: pid < 0 ? null : pid,
      fd: numbers.float(at, FLOAT.fd),
      transport: "unknown",
      role: "unknown",
      protocol: null,
      local: null,
      peer: null,
      opened: { line: numbers.integer(at, INTEGER.openedLine), time: numbers.known(at, FLOAT.openedTime) },
      ended: null,
    };
    const entry = { connection, version: 0 };
    this.#entries.set(id, entry);
    return entry;
  }

  #end(connection: Connection, at: number): void {
    const { numbers } = this;
    const by = ENDS[numbers.integer(at, INTEGER.endedBy)];
    if (by === undefined) return;
    connection.ended = { line: numbers.integer(at, INTEGER.endedLine), time: numbers.known(at, FLOAT.endedTime), by };
  }

  #textOf(at: number, start: number, end: number): string | null {
    return this.texts.between(this.numbers.integer(at, start), this.numbers.integer(at, end));
  }
}

function idText(id: number): string {
  return `c${id}`;
}
