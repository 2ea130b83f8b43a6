import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { ProbeTarget } from "../probe/url.js";

const PAUSE = 50; // milliseconds
const PATIENCE = 1000; // milliseconds

/** True if something accepts a connection at `target` now. */
export function isListening({ transport, host, port }: ProbeTarget): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = transport === "unix" ? connect({ path: host }) : connect({ host, port });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PATIENCE, () => end(false));
    socket.on("connect", () => end(true));
    socket.on("error", () => end(false));
  });
}

/** Waits until something listens at `target`. Returns false if `isOver` became true before. */
export async function untilListening(target: ProbeTarget, isOver: () => boolean): Promise<boolean> {
  while (!isOver()) {
    if (await isListening(target)) return true;
    await sleep(PAUSE);
  }
  return false;
}
