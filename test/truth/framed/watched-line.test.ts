import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { type LineEnd, WatchedLine } from "../../../truth/framed/watched-line.js";

/** Connects to a server that acts on its socket, and reads all. Returns how the line ended, and what the witness counted. */
async function watched(act: (socket: Socket) => void, readsOn = false): Promise<{ ended: LineEnd; bytes: number }> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => {});
    act(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const line = connect({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", allowHalfOpen: true });
  await once(line, "connect");
  let bytes = 0;
  const saw = (more: Buffer): void => {
    bytes += more.length;
  };
  const duplex = new WatchedLine(line, { saw, readsOn });
  duplex.on("error", () => {});
  if (readsOn) duplex.destroy();
  else duplex.resume();
  const limit = Date.now() + 3000;
  while (duplex.ended === "open" && Date.now() < limit) await sleep(5);
  line.destroy();
  server.close();
  return { ended: duplex.ended, bytes };
}

test("an end is an end", async () => {
  expect(await watched((socket) => socket.end(Buffer.alloc(200_000)))).toEqual({ ended: "eof", bytes: 200_000 });
});

test("a reset is a reset, also if it comes with the last bytes: libuv then reports an end", async () => {
  const act = (socket: Socket): void => {
    socket.write(Buffer.alloc(1000));
    setTimeout(() => {
      socket.write(Buffer.alloc(1000));
      socket.resetAndDestroy();
    }, 50);
  };
  expect(await watched(act)).toEqual({ ended: "reset", bytes: 2000 });
});

test("a witness that reads on does so after its library has closed", async () => {
  expect(await watched((socket) => socket.end(Buffer.alloc(300_000)), true)).toEqual({ ended: "eof", bytes: 300_000 });
});
