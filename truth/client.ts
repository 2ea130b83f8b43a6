import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { EndOfStream, Wire } from "./wire.js";

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

/**
 * How a client ends its side before the response is whole:
 *
 * - `reset` sends a reset (SO_LINGER 0);
 * - `unread` closes while bytes wait in its kernel, which sends a reset, too (RFC 2525, section 2.17);
 * - `close` closes at a moment when all that was sent is read, so that the server sees a plain end;
 * - `half-close` shuts down its sending side and reads on;
 * - `half-close, then leave` does so, reads no more, and closes a moment later;
 * - `notify, then leave` sends the close_notify of TLS, and closes at once, as libraries do.
 */
export type Leaving = "reset" | "unread" | "close" | "half-close" | "half-close, then leave" | "notify, then leave";

/** How a client behaves on one connection. */
export interface Manner {
  readonly pipelined?: boolean;
  /** Milliseconds to wait between reads. */
  readonly pause?: number;
  /** Milliseconds to wait before the first read. */
  readonly delay?: number;
  /** Shuts down the sending side after the request. */
  readonly halfClose?: boolean;
  /** Ends its side after this many body bytes. */
  readonly leave?: { readonly after: number; readonly how: Leaving };
  /** Called once, after this many body bytes. */
  readonly midway?: { readonly bytes: number; readonly act: () => void };
}

/** What carries the requests over a connection, if that is not the connection itself: TLS. */
export interface Carrier {
  /** Begins, and returns the stream of plain bytes. */
  readonly open: (line: Socket) => Promise<Duplex>;
  /** Ends the connection after the last response, if the client has not left. */
  readonly end: (carried: Duplex, last: Received | null) => Promise<void>;
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
  readonly framing: "none" | "length" | "chunked" | "until-close" | null;
  /** How the client itself ended its side while the response was under way; null if it did not. */
  readonly left: "half-close" | "close" | "reset" | null;
  /** The client's port, and which response of its connection this is, from 0. */
  readonly port: number | null;
  readonly index: number;
  /** The server said that this was the last response of the connection. */
  readonly isLast: boolean;
}

/**
 * Sends the requests over one connection and returns what came back. It parses HTTP with code of its own, so that it is
 * a witness that does not share the mistakes of the analysis.
 *
 * @param to a TCP port of 127.0.0.1, or the path of a Unix socket
 */
export async function converse(
  to: number | string,
  asks: readonly Ask[],
  manner: Manner = {},
  carrier: Carrier | null = null,
): Promise<Received[]> {
  const line =
    typeof to === "number"
      ? connect({ port: to, host: "127.0.0.1", allowHalfOpen: true })
      : connect({ path: to, allowHalfOpen: true });
  await once(line, "connect");
  const port = line.localPort ?? null;
  const socket = carrier ? await carrier.open(line) : line;
  const wire = new Wire(socket, manner.pause ?? 0, line);
  const found: Received[] = [];
  if (manner.pipelined) socket.write(Buffer.concat(asks.map(bytesOf)));
  for (const [index, ask] of asks.entries()) {
    if (!manner.pipelined) await send(socket, ask);
    if (manner.halfClose) socket.end();
    if (manner.delay) await sleep(manner.delay);
    const received = { ...(await receive(wire, ask, manner)), port, index };
    found.push(received);
    if (received.ended !== "complete" || received.isLast || wire.isOver) break;
  }
  const last = found.at(-1);
  if (last?.ended === "complete") found[found.length - 1] = { ...last, surplus: await wire.leftover() };
  await carrier?.end(socket, found.at(-1) ?? null);
  line.destroy();
  return found;
}

/** Sends one request. A chunked body follows its head in a packet of its own, as most clients send it. */
async function send(socket: Duplex, ask: Ask): Promise<void> {
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

/** What is known of a response while it arrives. */
interface State {
  status: number | null;
  declared: number | null;
  body: number;
  isLast: boolean;
  framing: Received["framing"];
  left: Received["left"];
}

async function receive(wire: Wire, ask: Ask, manner: Manner): Promise<Omit<Received, "port" | "index">> {
  const left = manner.halfClose ? "half-close" : null;
  const state: State = { status: null, declared: null, body: 0, isLast: false, framing: null, left };
  const count = (bytes: number): void => {
    state.body += bytes;
    if (manner.midway && state.body >= manner.midway.bytes) manner.midway.act();
    if (!manner.leave || state.left || state.body < manner.leave.after) return;
    if (manner.leave.how !== "half-close") throw new Left(manner.leave.how);
    state.left = "half-close";
    wire.socket.end();
  };
  const result = (ended: Received["ended"]): Omit<Received, "port" | "index"> => ({
    ...{ target: ask.target, surplus: 0, ended },
    ...state,
  });
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
    if (error instanceof Left) {
      state.left = await leave(wire, error.how);
      return result("aborted");
    }
    if (!(error instanceof EndOfStream)) throw error;
    if (error.how === "timeout") state.left ??= "close";
    return result(state.status === null && wire.isOver ? "nothing" : error.how);
  }
}

/** The client leaves in mid-response. */
class Left extends Error {
  constructor(readonly how: Exclude<Leaving, "half-close">) {
    super(how);
  }
}

/** Leaves. Returns what the server's kernel sees first of it. */
async function leave({ socket: carried, line: socket }: Wire, how: Left["how"]): Promise<Received["left"]> {
  if (how === "reset" && socket.remoteAddress) {
    socket.resetAndDestroy();
    return "reset";
  }
  if (how === "half-close, then leave") socket.end();
  if (how === "notify, then leave") carried.end();
  if (how === "notify, then leave") await sleep(1);
  if (how === "unread") await sleep(30);
  if (how === "half-close, then leave") await sleep(100);
  socket.destroy();
  if (how === "half-close, then leave") return "half-close";
  return how === "unread" ? "reset" : "close"; // a Unix socket has no SO_LINGER 0
}

async function body(wire: Wire, ask: Ask, head: string, state: State, count: (bytes: number) => void): Promise<void> {
  const field = (name: string): string | null => new RegExp(`^${name}: *(.*?) *\r$`, "im").exec(head)?.[1] ?? null;
  state.framing = "none";
  if (ask.method === "HEAD" || state.status === 204 || state.status === 304) return;
  if (/chunked$/i.test(field("transfer-encoding") ?? "")) {
    state.framing = "chunked";
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
  state.framing = length === null ? "until-close" : "length";
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
