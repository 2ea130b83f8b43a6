import { execFile } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { promisify } from "node:util";
import type { Play } from "../framed/framed-server.js";
import type { Witnessed } from "../framed/witnessed.js";
import { FrameWitness } from "./frame-witness.js";

const execute = promisify(execFile);
const SECONDS = "10";
/** The stream that stands for the request that asked for the upgrade (RFC 7540, section 3.2). */
const UPGRADED = 1;

/** curl asks for HTTP/2 by an upgrade of HTTP/1.1. A relay between curl and the server has the witness. */
export const upgradePlay = (target: string, size: number): Play => ({
  name: `upgrade of HTTP/1.1, ${size} bytes`,
  run: async ({ address }) => {
    const relay = new Relay(address as number);
    const port = await relay.listen();
    await execute("curl", [
      "-s",
      "--http2",
      "-m",
      SECONDS,
      "-o",
      "/dev/null",
      `http://127.0.0.1:${port}${target}`,
    ]).catch(() => {});
    return relay.witnessed(size);
  },
});

class Relay {
  readonly #server = createServer((socket) => this.#forward(socket));
  readonly #witness = new FrameWitness();
  /** What came before the frames; null after the head of the 101. */
  #head: string | null = "";
  #isUpgraded = false;
  #own: number | null = null;

  constructor(private readonly to: number) {}

  async listen(): Promise<number> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return (this.#server.address() as AddressInfo).port;
  }

  #forward(client: Socket): void {
    const server = connect(this.to, "127.0.0.1", () => (this.#own = server.localPort ?? null));
    for (const [from, into] of [
      [client, server],
      [server, client],
    ] as const) {
      from.on("error", () => into.destroy()).pipe(into);
    }
    server.on("data", (bytes: Buffer) => this.#take(bytes));
  }

  #take(bytes: Buffer): void {
    if (this.#head === null) {
      this.#witness.take(bytes);
      return;
    }
    this.#head += bytes.toString("latin1");
    const end = this.#head.indexOf("\r\n\r\n");
    if (end < 0) return;
    this.#isUpgraded = this.#head.startsWith("HTTP/1.1 101");
    const frames = Buffer.from(this.#head.slice(end + "\r\n\r\n".length), "latin1");
    this.#head = null;
    if (this.#isUpgraded) this.#witness.take(frames);
  }

  /** Nothing if the server did not upgrade. */
  witnessed(size: number): Witnessed[] {
    this.#server.close();
    if (!this.#isUpgraded) return [];
    const frames = this.#witness.streams.get(UPGRADED);
    const isWhole = frames?.hasEnded === true && frames.data === size;
    return [
      {
        ...{ protocol: "http/2", role: "server", port: this.#own, stream: UPGRADED, end: isWhole ? "whole" : "open" },
        ...{ frame: null, status: 200, body: frames?.data ?? 0, declaredBody: size, left: null, notes: { ...frames } },
      },
    ];
  }
}
