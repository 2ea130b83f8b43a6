import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { StreamEnd, Witnessed } from "../framed/witnessed.js";
import { wasReset } from "../reset.js";
import { type Answer, FastcgiWitness } from "./record-witness.js";
import { type FastcgiRequest, recordsOf } from "./records.js";

/** A request of this client. */
export interface FastcgiAsk {
  readonly target: string;
  readonly method?: string;
  readonly body?: Buffer;
}

/** How the client behaves on one connection. */
export interface FastcgiManner {
  readonly keepsAlive?: boolean;
  /** Sends all requests at once, each with its id. */
  readonly multiplexed?: boolean;
  /** Milliseconds to wait between reads. */
  readonly pause?: number;
  /** Milliseconds to wait before the first read. */
  readonly delay?: number;
  /** What to do once so many bytes of output have come. */
  readonly midway?: { readonly bytes: number; readonly act: () => void };
  readonly leave?: { readonly bytes: number; readonly how: "reset" | "close" | "half-close" };
}

/** How long the client waits for anything, in milliseconds. */
const PATIENCE = 15_000;
let lastId = 0;

/** A new request id. It is unique among the connections of a run, so that it names the request in a capture. */
const newId = (): number => (lastId = (lastId % 65_000) + 1);

/** Sends the requests over one connection. What came is counted record by record. */
export async function converseFastcgi(
  to: number | string,
  asks: readonly FastcgiAsk[],
  variablesOf: (ask: FastcgiAsk) => Readonly<Record<string, string>>,
  manner: FastcgiManner = {},
): Promise<Witnessed[]> {
  const socket =
    typeof to === "number"
      ? connect({ port: to, host: "127.0.0.1", allowHalfOpen: true })
      : connect({ path: to, allowHalfOpen: true });
  await once(socket, "connect");
  const port = socket.localPort ?? null;
  const connection = new Connection(socket, manner);
  const requests = asks.map(
    (ask): FastcgiRequest => ({
      ...{ id: newId(), variables: variablesOf(ask), body: ask.body ?? Buffer.alloc(0) },
      keepsAlive: manner.keepsAlive ?? false,
    }),
  );
  const sent: FastcgiRequest[] = [];
  for (const request of requests) {
    if (connection.isOver) break;
    socket.write(recordsOf(request));
    sent.push(request);
    if (!manner.multiplexed) await connection.until(() => connection.hasEnded(request.id));
  }
  await connection.until(() => sent.every(({ id }) => connection.hasEnded(id)));
  if (!manner.keepsAlive) await connection.until(() => false);
  socket.destroy();
  return sent.map(({ id }) => connection.witnessed(id, port));
}

class Connection {
  readonly witness = new FastcgiWitness();
  #ended: "eof" | "reset" | "left" | null = null;
  #left: Witnessed["left"] = null;
  #isMidway = false;
  #bytes = 0;

  constructor(
    private readonly socket: Socket,
    private readonly manner: FastcgiManner,
  ) {
    socket.on("error", () => (this.#ended ??= "reset"));
    socket.on("end", () => (this.#ended ??= wasReset(socket) ? "reset" : "eof"));
    socket.on("readable", () => {});
  }

  get isOver(): boolean {
    return this.#ended !== null;
  }

  hasEnded(id: number): boolean {
    return (this.witness.answers.get(id)?.ended ?? null) !== null;
  }

  /** Reads until the condition holds, or the connection is over. */
  async until(isDone: () => boolean): Promise<void> {
    if (this.#bytes === 0 && this.manner.delay) await sleep(this.manner.delay);
    const limit = Date.now() + PATIENCE;
    while (!isDone() && !this.isOver && Date.now() < limit) {
      const bytes = this.socket.read() as Buffer | null;
      if (bytes) this.#take(bytes);
      await sleep(this.manner.pause ?? (bytes ? 0 : 1));
    }
  }

  #take(bytes: Buffer): void {
    this.witness.take(bytes);
    this.#bytes += bytes.length;
    const { midway, leave } = this.manner;
    if (midway && !this.#isMidway && this.#bytes >= midway.bytes) {
      this.#isMidway = true;
      midway.act();
    }
    if (leave && this.#left === null && this.#bytes >= leave.bytes) this.#leave(leave.how);
  }

  #leave(how: NonNullable<FastcgiManner["leave"]>["how"]): void {
    this.#left = how;
    if (how === "half-close") {
      this.socket.end();
      return;
    }
    this.#ended = "left";
    if (how === "reset" && this.socket.remoteAddress) this.socket.resetAndDestroy();
    else this.socket.destroy();
  }

  witnessed(id: number, port: number | null): Witnessed {
    const answer = this.witness.answers.get(id);
    const cut = this.witness.cut;
    const isCut = cut !== null && (cut.id === id || cut.id === 0);
    const body = answer ? Math.max(0, answer.output - (answer.bodyAt ?? answer.output)) : 0;
    const { status = null, declaredBody = null, ended = null, output = 0 } = answer ?? {};
    return {
      ...{
        protocol: "fastcgi",
        role: "server",
        port,
        stream: id,
        end: this.#endOf(answer, isCut),
        body,
        status,
        declaredBody,
      },
      frame: isCut ? { declared: cut.declared, received: cut.received } : null,
      left: this.#left,
      notes: { output, endRequest: ended, lineEnded: this.#ended ?? "open" },
    };
  }

  #endOf(answer: Answer | undefined, isCut: boolean): StreamEnd {
    if (answer?.ended) return endOfBody(answer);
    if (this.#ended === "left") return "left";
    if (this.#ended === "reset") return "reset";
    if (this.#ended === null) return "open";
    if (isCut) return "cut";
    return answer ? "unended" : "nothing";
  }
}

function endOfBody({ declaredBody, output, bodyAt }: Answer): StreamEnd {
  if (declaredBody === null) return "whole";
  const body = output - (bodyAt ?? output);
  return body < declaredBody ? "short" : body > declaredBody ? "over" : "whole";
}
