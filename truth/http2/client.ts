import { once } from "node:events";
import { type ClientHttp2Session, type ClientHttp2Stream, connect } from "node:http2";
import { connect as connectSocket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { WatchedLine } from "../framed/watched-line.js";
import type { StreamEnd, Witnessed } from "../framed/witnessed.js";
import { FrameWitness, type StreamFrames } from "./frame-witness.js";

/** A request on a stream. */
export interface Http2Ask {
  readonly target: string;
  readonly method?: string;
  readonly body?: Buffer;
  readonly fields?: Readonly<Record<string, string>>;
  /** Resets the stream after so many bytes of its body (RST_STREAM with CANCEL). */
  readonly cancelAfter?: number;
}

/** How the client behaves on one connection. */
export interface Http2Manner {
  /** One request after the other, instead of all at once. */
  readonly oneByOne?: boolean;
  /** How many bytes the server may send before the client reads them: small, and flow control stops it; large, and the socket does. */
  readonly window?: number;
  /** Milliseconds to wait between reads of the connection. */
  readonly pause?: number;
  /** Milliseconds to wait between reads of a stream, so that its window stays closed. */
  readonly streamPause?: number;
  readonly midway?: { readonly bytes: number; readonly act: () => void };
  readonly leave?: { readonly bytes: number; readonly how: "reset" | "close" };
}

const PATIENCE = 15_000;
/** How long the client waits for the server's end of the connection after it said GOAWAY. */
const FAREWELL = 400;
const CANCEL = 8;

interface Heads {
  status: number | null;
  declared: number | null;
}

/** Asks over one connection. Below the library, a witness follows the frames. */
export async function converseHttp2(
  port: number,
  asks: readonly Http2Ask[],
  manner: Http2Manner = {},
): Promise<Witnessed[]> {
  const line = connectSocket({ port, host: "127.0.0.1", allowHalfOpen: true });
  await once(line, "connect");
  const own = line.localPort ?? null;
  const witness = new FrameWitness();
  const state = { bytes: 0, left: null as Witnessed["left"], isMidway: false };
  const saw = (bytes: Buffer): void => {
    witness.take(bytes);
    state.bytes += bytes.length;
    if (manner.midway && !state.isMidway && state.bytes >= manner.midway.bytes) {
      state.isMidway = true;
      manner.midway.act();
    }
    if (manner.leave && state.left === null && state.bytes >= manner.leave.bytes) {
      state.left = manner.leave.how;
      if (manner.leave.how === "reset") line.resetAndDestroy();
      else line.destroy();
    }
  };
  const watched = new WatchedLine(line, { saw, pause: manner.pause ?? 0 });
  const window = manner.window ?? 65_535;
  const session = connect(`http://127.0.0.1:${port}`, {
    createConnection: () => watched,
    settings: { initialWindowSize: window },
  });
  session.on("error", () => {});
  session.on("connect", () => session.setLocalWindowSize(window));
  const found: { readonly ask: Http2Ask; readonly id: number; readonly heads: Heads }[] = [];
  const open: Promise<void>[] = [];
  for (const ask of asks) {
    if (session.destroyed || session.closed) break;
    const { stream, heads, closed } = request(session, ask, manner);
    found.push({ ask, id: stream.id ?? 2 * found.length + 1, heads });
    if (manner.oneByOne) await Promise.race([closed, sleep(PATIENCE)]);
    else open.push(closed);
  }
  await Promise.race([Promise.all(open), sleep(PATIENCE), gone(watched)]);
  if (watched.ended === "open" && state.left === null) session.close();
  const limit = Date.now() + FAREWELL;
  while (watched.ended === "open" && state.left === null && Date.now() < limit) await sleep(5);
  session.destroy();
  line.destroy();
  return found.map(({ ask, id, heads }) => {
    const frames = witness.streams.get(id);
    const cut = witness.cut;
    const isCut = cut !== null && (cut.stream === id || cut.stream === 0) && !frames?.hasEnded;
    const ended = state.left ? "left" : watched.ended;
    return {
      ...{ protocol: "http/2", role: "server", port: own, stream: id, end: endOf(frames, heads, ask, isCut, ended) },
      frame: isCut ? { declared: cut.declared, received: cut.received } : null,
      ...{ status: heads.status, body: frames?.data ?? 0, declaredBody: heads.declared, left: state.left },
      notes: { method: ask.method ?? "GET", ...frames, goaway: witness.hasGoneAway, lineEnded: ended },
    };
  });
}

function request(
  session: ClientHttp2Session,
  { target, method = "GET", body, fields, cancelAfter }: Http2Ask,
  { streamPause }: Http2Manner,
): { stream: ClientHttp2Stream; heads: Heads; closed: Promise<void> } {
  const stream = session.request({ ":path": target, ":method": method, ...fields }, { endStream: !body });
  const heads: Heads = { status: null, declared: null };
  let size = 0;
  stream.on("error", () => {});
  stream.on("response", (received) => {
    heads.status = received[":status"] ?? null;
    const length = received["content-length"];
    heads.declared = length === undefined || method === "HEAD" ? null : Number(length);
  });
  stream.on("data", (bytes: Buffer) => {
    size += bytes.length;
    if (cancelAfter !== undefined && size >= cancelAfter) stream.close(CANCEL);
    if (!streamPause) return;
    stream.pause();
    setTimeout(() => stream.resume(), streamPause);
  });
  if (body) stream.end(body);
  return { stream, heads, closed: new Promise((resolve) => stream.once("close", resolve)) };
}

async function gone(watched: WatchedLine): Promise<void> {
  while (watched.ended === "open" && !watched.line.destroyed) await sleep(5);
  await sleep(50);
}

function endOf(
  frames: StreamFrames | undefined,
  { declared }: Heads,
  { cancelAfter }: Http2Ask,
  isCut: boolean,
  ended: "left" | WatchedLine["ended"],
): StreamEnd {
  if (frames?.hasEnded) {
    if (declared === null || frames.data === declared) return "whole";
    return frames.data < declared ? "short" : "over";
  }
  if (frames?.reset != null) return "dropped";
  if (ended === "left" || cancelAfter !== undefined) return "left";
  if (ended === "reset") return "reset";
  if (ended === "open") return "open";
  if (isCut) return "cut";
  return frames ? "unended" : "nothing";
}
