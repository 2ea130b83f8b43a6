import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Play } from "../framed/framed-server.js";
import { WatchedLine } from "../framed/watched-line.js";
import { handshake } from "./client.js";
import { ended, witnessed } from "./odd.js";
import { RecordWitness } from "./record-witness.js";

const PATIENCE = 5000;

/** SMTP that changes to TLS in the middle of a connection (RFC 3207). */
export const starttlsPlays: readonly Play[] = [
  {
    name: "STARTTLS and QUIT",
    run: async ({ address }) => {
      const line = connect({ port: address as number, host: "127.0.0.1", allowHalfOpen: true });
      await once(line, "connect");
      const own = line.localPort ?? null;
      const { watched, witness, secure } = await upgrade(line);
      await says(secure, "EHLO client\r\n", "250 ");
      secure.write("QUIT\r\n");
      secure.resume();
      await ended(watched);
      line.destroy();
      return [witnessed(own, witness, watched, null)];
    },
  },
];

/** Asks for TLS, and begins it. */
async function upgrade(line: Socket): Promise<{ watched: WatchedLine; witness: RecordWitness; secure: Duplex }> {
  await says(line, "", "220 ");
  await says(line, "EHLO client\r\n", "250 ");
  await says(line, "STARTTLS\r\n", "220 ");
  const witness = new RecordWitness();
  const watched = new WatchedLine(line, { saw: (bytes) => witness.take(bytes) });
  return { watched, witness, secure: await handshake(watched, "TLSv1.3") };
}

/** Says something, and waits for a line that begins with this code. */
async function says(stream: Duplex, text: string, code: string): Promise<void> {
  if (text) stream.write(text);
  let heard = "";
  const limit = Date.now() + PATIENCE;
  while (!heard.split("\r\n").some((each) => each.startsWith(code)) && Date.now() < limit) {
    heard += (stream.read() as Buffer | null)?.toString("latin1") ?? "";
    await sleep(2);
  }
}
