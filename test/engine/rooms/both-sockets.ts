import { expect } from "vitest";
import type { Endpoints } from "../../../src/core/sockets/decoration.js";
import { MarkCounter } from "../../../src/core/sockets/later/marks.js";
import { LiveSockets } from "../../../src/core/sockets/live-sockets.js";
import type { Socket } from "../../../src/core/sockets/socket.js";
import { ModelEngine } from "./model-engine.js";

const TRANSPORTS = ["tcp", "unix", "unknown"] as const;
const ACCEPT = 0;

/** A socket of the core and the one of the engine. */
interface SocketPair {
  readonly core: Socket;
  readonly own: number;
}

/** The sockets of a capture, in the core and in the engine: whatever is done with one is done with the other. */
export class BothSockets {
  readonly #engine = new ModelEngine();
  readonly #live = new LiveSockets(new MarkCounter());
  readonly #sockets: SocketPair[] = [];
  readonly #atStart: number;

  /** After the first socket, which came and went, the engine has the room that it keeps. */
  constructor() {
    this.open(null, true);
    this.#describe(this.#sockets[0], { transport: "tcp", local: null, peer: null, identity: "inode 1" });
    this.#close(this.#sockets[0]);
    this.#atStart = this.#bytesInUse();
  }

  open(pid: number | null, isLive: boolean): void {
    const core = this.#live.make("accept", pid, 7);
    const own = this.#engine.call("makeSocket", ACCEPT, pid ?? -1, 7);
    this.#sockets.push({ core, own });
    if (!isLive) return;
    this.#live.add(core);
    this.#engine.call("addLive", own);
  }

  /** So many at once, each of which was used at a line of its own. */
  openMany(count: number): void {
    for (let each = 0; each < count; each++) {
      this.open(each, true);
      this.use(this.#sockets.length - 2, (each * 7919) % 10_007);
    }
  }

  close(index: number): void {
    this.#close(this.#at(index));
  }

  #close(socket?: SocketPair): void {
    if (!socket) return;
    this.#live.remove(socket.core);
    this.#engine.call("removeLive", socket.own);
  }

  use(index: number, line: number): void {
    const socket = this.#at(index);
    if (!socket) return;
    socket.core.lastUse = line;
    this.#engine.call("setLastUse", socket.own, line);
  }

  describe(index: number, endpoints: Endpoints): void {
    this.#describe(this.#at(index), endpoints);
  }

  #describe(socket: SocketPair | undefined, endpoints: Endpoints): void {
    if (!socket) return;
    this.#live.describe(socket.core, endpoints);
    const { transport, local, peer, identity } = endpoints;
    const lengths = this.#engine.write(local, peer, identity);
    this.#engine.call("describeSocket", socket.own, TRANSPORTS.indexOf(transport), ...lengths);
  }

  /** Whether a decoration is that of a socket, or of another one. */
  compare(index: number, { transport, local, peer, identity }: Endpoints, decoration: string, text: string): void {
    const socket = this.#at(index);
    const named = this.#live.named({ transport, local, peer, identity });
    expect(this.#engine.call("socketNamed", ...this.#engine.write(identity))).toBe(this.#ownOf(named));
    if (!socket) return;
    const { core, own } = socket;
    core.decoration = decoration;
    this.#engine.call("setDecoration", own, ...this.#engine.write(decoration));
    expect(this.#engine.asks("isDecoratedAs", own, ...this.#engine.write(text))).toBe(core.isDecoratedAs(text));
    const [length] = this.#engine.write(identity) as [number];
    expect(this.#engine.asks("isSocketOtherThan", own, TRANSPORTS.indexOf(transport), length)).toBe(
      core.isOtherThan({ transport, local, peer, identity }),
    );
  }

  lineEnds(): void {
    this.#engine.call("lineEnds");
  }

  /** The same sockets are live, and each is described as in the core. */
  check(): void {
    expect(this.#engine.list("liveSockets")).toEqual([...this.#live].map((socket) => this.#ownOf(socket)));
    const idle = this.#live.idle();
    expect(this.#engine.asks("idleSockets")).toBe(idle.length > 0);
    if (idle.length > 0) expect(this.#engine.list("idleSockets")).toEqual(idle.map((socket) => this.#ownOf(socket)));
    for (const { core, own } of this.#sockets.slice(0, 20)) {
      const texts = [0, 1, 2].map((which) => this.#engine.read(this.#engine.call("textOfSocket", own, which)));
      expect(texts).toEqual([core.local, core.peer, core.identity]);
      expect(this.#engine.list("socketFacts", own, 1)[1]).toBe(TRANSPORTS.indexOf(core.transport));
    }
  }

  /** All sockets end. Nothing is left of them in the memory of the engine. */
  end(): void {
    for (const { own } of this.#sockets.slice(1)) {
      this.#engine.call("removeLive", own);
      this.#engine.call("dropSocket", own);
    }
    expect(this.#bytesInUse() - this.#atStart).toBe(0);
  }

  #at(index: number): SocketPair | undefined {
    return this.#sockets[1 + (index % (this.#sockets.length - 1))];
  }

  #bytesInUse(): number {
    this.lineEnds();
    this.#engine.call("liveSockets"); // what was handed out last is in use too: here it is nothing
    return this.#engine.call("bytesInUse");
  }

  #ownOf(socket: Socket | undefined): number {
    return this.#sockets[(socket?.id ?? 0) - 1]?.own ?? 0;
  }
}
