import type { ServerResponse } from "node:http";
import { nextEvent } from "../../run/caught-up.js";
import type { KeptStream } from "./kept-stream.js";

const PIECE = 65_536; // bytes

/** Sends a stream from its beginning to a browser, as fast as that takes it, until the stream ends or the browser is gone. */
export async function sendStream(stream: KeptStream, response: ServerResponse): Promise<void> {
  let isGone = false;
  response.on("close", () => {
    isGone = true;
    stream.wake();
  });
  const memory = Buffer.allocUnsafeSlow(PIECE);
  let position = 0;
  while (true) {
    const bytes = await stream.bytesFrom(position, memory, () => isGone);
    if (!bytes) break;
    position += bytes.length;
    await taken(response, Buffer.from(bytes)); // a copy: the memory is used again
  }
  response.end();
}

/** Waits until the browser has taken what it was sent before, or is gone. */
async function taken(response: ServerResponse, bytes: Buffer): Promise<void> {
  if (response.write(bytes) || response.closed) return;
  await nextEvent(response, ["drain", "close"]);
}
