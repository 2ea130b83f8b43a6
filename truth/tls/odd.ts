import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Play } from "../framed/framed-server.js";
import { WatchedLine } from "../framed/watched-line.js";
import type { Witnessed } from "../framed/witnessed.js";
import { endOf, handshake } from "./client.js";
import { RecordWitness } from "./record-witness.js";

const PATIENCE = 2000;
/** The head of a handshake record, and a body that is no ClientHello. */
const GARBAGE = Buffer.from("\x16\x03\x01\x00\x05hello", "latin1");
const HTTP = Buffer.from("GET /1000 HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\r\n");

/** Connections on a TLS port that do not become one, or that end before anything is asked. */
export const oddPlays: readonly Play[] = [
  { name: "garbage for a ClientHello", run: ({ address }) => sends(address as number, GARBAGE) },
  { name: "HTTP to the port of TLS", run: ({ address }) => sends(address as number, HTTP) },
  { name: "client leaves in the handshake", run: ({ address }) => leavesInHandshake(address as number) },
  { name: "client leaves after the handshake", run: ({ address }) => leavesAfterHandshake(address as number) },
];

async function sends(port: number, bytes: Buffer): Promise<Witnessed[]> {
  const { line, watched, witness, own } = await open(port);
  watched.resume();
  watched.write(bytes);
  await ended(watched);
  line.destroy();
  return [witnessed(own, witness, watched, null)];
}

async function leavesInHandshake(port: number): Promise<Witnessed[]> {
  const { line, watched, witness, own } = await open(port);
  line.once("data", () => line.destroy());
  await handshake(watched, "TLSv1.3").catch(() => {});
  return [witnessed(own, witness, watched, "close")];
}

async function leavesAfterHandshake(port: number): Promise<Witnessed[]> {
  const { line, watched, witness, own } = await open(port);
  const secure = await handshake(watched, "TLSv1.3");
  secure.end();
  await ended(watched);
  line.destroy();
  return [witnessed(own, witness, watched, "half-close")];
}

/** A connection with a witness on it. */
async function open(
  port: number,
): Promise<{ line: Socket; watched: WatchedLine; witness: RecordWitness; own: number | null }> {
  const line = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  await once(line, "connect");
  const witness = new RecordWitness();
  const watched = new WatchedLine(line, { saw: (bytes) => witness.take(bytes) });
  watched.on("error", () => {});
  return { line, watched, witness, own: line.localPort ?? null };
}

/** Waits for the end of the server's stream. */
export async function ended(watched: WatchedLine): Promise<void> {
  const limit = Date.now() + PATIENCE;
  while (watched.ended === "open" && Date.now() < limit) await sleep(5);
}

/** What was witnessed of a connection that carried no HTTP. */
export function witnessed(
  port: number | null,
  { records }: RecordWitness,
  watched: WatchedLine,
  left: Witnessed["left"],
): Witnessed {
  const end = records.isOther ? "nothing" : endOf(records, watched.ended, null);
  return {
    ...{
      protocol: "tls",
      role: "server",
      port,
      stream: null,
      end,
      frame: records.isOther ? null : records.cut,
      status: null,
      body: 0,
    },
    ...{ declaredBody: null, left, notes: { ...records, lineEnded: watched.ended } },
  };
}
