import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** One request, and what the client does while its response arrives. */
export interface Ask {
  readonly method?: string;
  readonly target: string;
  readonly version?: "1.0" | "1.1";
  readonly fields?: readonly string[];
  readonly body?: Buffer;
  /** Sends the body as one chunk instead of with its length. */
  readonly isChunked?: boolean;
  /** Holds the body back until 100 (Continue) comes (RFC 9110, section 10.1.1). */
  readonly waitsForContinue?: boolean;
}

/** How a client behaves on one connection. */
export interface Manner {
  readonly pipelined?: boolean;
  /** Milliseconds to wait between reads. */
  readonly pause?: number;
  /** Milliseconds to wait before the first read. */
  readonly delay?: number;
  /** Resets the connection after this many body bytes. */
  readonly abortAfter?: number;
  /** Shuts down the sending side after the request. */
  readonly halfClose?: boolean;
  /** Called once, after this many body bytes. */
  readonly midway?: { readonly bytes: number; readonly act: () => void };
}

/** What the client got for one request. */
export interface Received {
  readonly target: string;
  readonly status: number | null;
  /** Body bytes that the head promised; null for chunked and until-close. */
  readonly declared: number | null;
  readonly body: number;
  /** Bytes after the end of the response that no request asked for. */
  readonly surplus: number;
  readonly ended: "complete" | "eof" | "reset" | "aborted" | "timeout" | "nothing";
  /** The server said that this was the last response of the connection. */
  readonly isLast: boolean;
}

/**
 * Sends the requests over one connection and returns what came back. It parses HTTP with code of its own, so that it is
 * a witness that does not share the mistakes of the analysis.
 *
 * @param to a TCP port of 127.0.0.1, or the path of a Unix socket
 */
export async function converse(to: number | string, asks: readonly Ask[], manner: Manner = {}): Promise<Received[]> {
  const socket =
    typeof to === "number"
      ? connect({ port: to, host: "127.0.0.1", allowHalfOpen: true })
      : connect({ path: to, allowHalfOpen: true });
  await once(socket, "connect");
  const wire = new Wire(socket, manner);
  const found: Received[] = [];
  if (manner.pipelined) socket.write(Buffer.concat(asks.map(bytesOf)));
  for (const ask of asks) {
    if (!manner.pipelined) await send(socket, ask);
    if (manner.halfClose) socket.end();
    if (manner.delay) await sleep(manner.delay);
    const received = await receive(wire, ask, manner);
    found.push(received);
    if (received.ended !== "complete" || received.isLast || wire.isOver) break;
  }
  const last = found.at(-1);
  if (last?.ended === "complete") found[found.length - 1] = { ...last, surplus: await wire.leftover() };
  socket.destroy();
  return found;
}

/** Sends one request. A chunked body follows its head in a packet of its own, as most clients send it. */
async function send(socket: Socket, ask: Ask): Promise<void> {
  if (!ask.isChunked && !ask.waitsForContinue) {
    socket.write(bytesOf(ask));
    return;
  }
  socket.write(headOf(ask));
  if (!ask.isChunked) return;
  await sleep(2);
  socket.write(bodyOf(ask));
}

function headOf({ method = "GET", target, version = "1.1", fields = [], body, isChunked }: Ask): Buffer {
  const length = isChunked ? ["Transfer-Encoding: chunked"] : body ? [`Content-Length: ${body.length}`] : [];
  return Buffer.from([`${method} ${target} HTTP/${version}`, "Host: lab", ...fields, ...length, "", ""].join("\r\n"));
}

function bodyOf({ body = Buffer.alloc(0), isChunked }: Ask): Buffer {
  if (!isChunked) return body;
  return Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from("\r\n0\r\n\r\n")]);
}

function bytesOf(ask: Ask): Buffer {
  return Buffer.concat([headOf(ask), bodyOf(ask)]);
}

class EndOfStream extends Error {
  constructor(readonly how: "eof" | "reset" | "timeout") {
    super(how);
  }
}

/** The bytes of the connection, read no faster than the client's manner allows. */
class Wire {
  #buffer = Buffer.alloc(0);
  #over: "eof" | "reset" | null = null;

  constructor(
    readonly socket: Socket,
    private readonly manner: Manner,
  ) {
    socket.on("error", () => (this.#over ??= "reset"));
    socket.on("end", () => (this.#over ??= "eof"));
  }

  get isOver(): boolean {
    return this.#over !== null && this.#buffer.length === 0;
  }

  /** The next bytes: at least one, at most `limit`. */
  async some(limit: number): Promise<Buffer> {
    if (this.#buffer.length === 0) await this.#fill();
    const taken = this.#buffer.subarray(0, limit);
    this.#buffer = this.#buffer.subarray(taken.length);
    return taken;
  }

  /** The text up to the mark, including it. */
  async until(mark: string): Promise<string> {
    for (;;) {
      const at = this.#buffer.indexOf(mark);
      if (at >= 0) return (await this.some(at + mark.length)).toString("latin1");
      await this.#fill();
    }
  }

  /** How many bytes still arrive within 100 ms. */
  async leftover(): Promise<number> {
    const limit = Date.now() + 100;
    while (Date.now() < limit && this.#over === null) {
      const more = this.socket.read() as Buffer | null;
      if (more) this.#buffer = Buffer.concat([this.#buffer, more]);
      else await sleep(5);
    }
    return this.#buffer.length;
  }

  async #fill(): Promise<void> {
    if (this.manner.pause) await sleep(this.manner.pause);
    const limit = Date.now() + 20_000;
    for (;;) {
      const more = this.socket.read() as Buffer | null;
      if (more) {
        this.#buffer = Buffer.concat([this.#buffer, more]);
        return;
      }
      if (this.#over) throw new EndOfStream(this.#over);
      if (Date.now() > limit) throw new EndOfStream("timeout");
      await sleep(2);
    }
  }
}

async function receive(wire: Wire, ask: Ask, manner: Manner): Promise<Received> {
  const state = { status: null as number | null, declared: null as number | null, body: 0, isLast: false };
  const count = (bytes: number): void => {
    state.body += bytes;
    if (manner.midway && state.body >= manner.midway.bytes) manner.midway.act();
    if (manner.abortAfter && state.body >= manner.abortAfter) throw new Aborted();
  };
  const result = (ended: Received["ended"]): Received => ({ target: ask.target, ...state, surplus: 0, ended });
  try {
    let head = await wire.until("\r\n\r\n");
    while (/^HTTP\/1\.. 1\d\d/.test(head)) {
      if (ask.waitsForContinue && ask.body) wire.socket.write(ask.body);
      head = await wire.until("\r\n\r\n");
    }
    state.status = Number(head.split(" ")[1]);
    state.isLast = /^connection: *close/im.test(head) || /^HTTP\/1\.0/.test(head);
    await body(wire, ask, head, state, count);
    return result("complete");
  } catch (error) {
    if (error instanceof Aborted) {
      if (wire.socket.remoteAddress) wire.socket.resetAndDestroy();
      else wire.socket.destroy(); // a Unix socket has no reset
      return result("aborted");
    }
    if (!(error instanceof EndOfStream)) throw error;
    return result(state.status === null && wire.isOver ? "nothing" : error.how);
  }
}

class Aborted extends Error {}

async function body(
  wire: Wire,
  ask: Ask,
  head: string,
  state: { status: number | null; declared: number | null },
  count: (bytes: number) => void,
): Promise<void> {
  const field = (name: string): string | null => new RegExp(`^${name}: *(.*?) *\r$`, "im").exec(head)?.[1] ?? null;
  if (ask.method === "HEAD" || state.status === 204 || state.status === 304) return;
  if (/chunked$/i.test(field("transfer-encoding") ?? "")) {
    for (;;) {
      const size = Number.parseInt(await wire.until("\r\n"), 16);
      await exactly(wire, size, count);
      if (size === 0) break;
      await wire.until("\r\n");
    }
    while ((await wire.until("\r\n")) !== "\r\n");
    return;
  }
  const length = field("content-length");
  if (length === null) return untilClose(wire, count);
  state.declared = Number(length);
  await exactly(wire, state.declared, count);
}

async function exactly(wire: Wire, size: number, count: (bytes: number) => void): Promise<void> {
  for (let left = size; left > 0; ) {
    const { length } = await wire.some(left);
    left -= length;
    count(length);
  }
}

async function untilClose(wire: Wire, count: (bytes: number) => void): Promise<void> {
  try {
    for (;;) count((await wire.some(65_536)).length);
  } catch (error) {
    if (!(error instanceof EndOfStream && error.how === "eof")) throw error;
  }
}
