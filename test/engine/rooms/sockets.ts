import { expect } from "vitest";
import { ModelEngine } from "./model-engine.js";

const TRANSPORTS = ["tcp", "unix", "unknown"] as const;
const ACCEPT = 0;

/** What a decoration says of a socket. */
export interface Endpoints {
  readonly transport: (typeof TRANSPORTS)[number];
  readonly local: string | null;
  readonly peer: string | null;
  readonly identity: string | null;
}

/** A socket of the engine, and what is known of it. */
interface Known {
  readonly address: number;
  isLive: boolean;
  lastUse: number;
  /** The names that decorations gave it, the last one at the end. */
  readonly names: string[];
}

/** The sockets of a capture in the engine, beside a plain list of them. */
export class Sockets {
  readonly #engine = new ModelEngine();
  readonly #all: Known[] = [];
  /** Whom a name stands for: the live socket that got it last. */
  readonly #named = new Map<string, Known>();
  readonly #atStart: number;

  /** After the first socket, which came and went, the engine has the room that it keeps. */
  constructor() {
    this.open(null);
    this.describe(0, { transport: "tcp", local: null, peer: null, identity: "inode 1" });
    this.close(0);
    this.#all.pop();
    this.#atStart = this.#bytesInUse();
  }

  open(pid: number | null): void {
    const address = this.#engine.call("makeSocket", ACCEPT, pid ?? -1, 7);
    this.#engine.call("addLive", address);
    this.#all.push({ address, isLive: true, lastUse: 0, names: [] });
  }

  /** So many at once, each of which was used at a line of its own. */
  openMany(count: number): void {
    for (let each = 0; each < count; each++) {
      this.open(each);
      this.use(this.#all.length - 1, (each * 7919) % 10_007);
    }
  }

  close(index: number): void {
    const socket = this.#at(index);
    if (!socket) return;
    socket.isLive = false;
    for (const name of socket.names) if (this.#named.get(name) === socket) this.#named.delete(name);
    this.#engine.call("removeLive", socket.address);
  }

  use(index: number, line: number): void {
    const socket = this.#at(index);
    if (!socket) return;
    socket.lastUse = line;
    this.#engine.call("setLastUse", socket.address, line);
  }

  describe(index: number, { transport, local, peer, identity }: Endpoints): void {
    const socket = this.#at(index);
    if (!socket) return;
    const lengths = this.#engine.write(local, peer, identity);
    this.#engine.call("describeSocket", socket.address, TRANSPORTS.indexOf(transport), ...lengths);
    if (identity === null || !socket.isLive) return;
    socket.names.push(identity);
    this.#named.set(identity, socket);
  }

  lineEnds(): void {
    this.#engine.call("lineEnds");
  }

  /** The live ones are those that were not closed, in the order in which they were opened, and have the names that they got. */
  check(): void {
    const live = this.#all.filter(({ isLive }) => isLive);
    expect(this.#engine.list("liveSockets")).toEqual(live.map(({ address }) => address));
    for (const { names } of this.#all.slice(0, 20)) {
      for (const name of names) {
        const found = this.#engine.call("socketNamed", ...this.#engine.write(name));
        expect(found).toBe(this.#named.get(name)?.address ?? 0);
      }
    }
  }

  /** The sockets that are to be forgotten: those that were used before the others. Their number. */
  checkIdle(): number {
    if (!this.#engine.asks("idleSockets")) return 0;
    const idle = this.#engine.results;
    const live = this.#all.filter(({ isLive }) => isLive).sort((one, other) => one.lastUse - other.lastUse);
    expect(idle).toEqual(live.slice(0, idle.length).map(({ address }) => address));
    return idle.length;
  }

  /** All sockets end. Nothing is left of them in the memory of the engine. */
  end(): void {
    for (const { address } of this.#all) {
      this.#engine.call("removeLive", address);
      this.#engine.call("dropSocket", address);
    }
    expect(this.#bytesInUse() - this.#atStart).toBe(0);
  }

  #at(index: number): Known | undefined {
    return this.#all[index % this.#all.length];
  }

  #bytesInUse(): number {
    this.lineEnds();
    this.#engine.call("liveSockets"); // the last list that was handed out is in use too: an empty one
    return this.#engine.call("bytesInUse");
  }
}
