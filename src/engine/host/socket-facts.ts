/** What can be asked of a socket (src/engine/assembly/events/socket-facts.ts, texts.ts), in the order of the engine. */
export const NUMBERS = [
  ...(["id", "origin", "pid", "fd", "transport", "lastUse", "references", "lostBy", "writesUnderWay"] as const),
  ...(["switchedAt", "signalLine", "readLine", "home"] as const),
] as const;
export const FLAGS = [
  ...([
    "proven",
    "writeShut",
    "isShuttingDown",
    "blocked",
    "isFull",
    "hasNoRoom",
    "saysMore",
    "resetsOnClose",
  ] as const),
  ...(["mayBeTwo", "mayLiveOn", "hasCarried", "usedBySeveralThreads", "wasAssumed", "isConnection"] as const),
  ...(["hasOrders", "hasFailed", "homeWaitsByPolls"] as const),
] as const;
export const TEXTS = ["local", "peer", "identity", "decoration", "signal", "read"] as const;

export type SocketNumber = (typeof NUMBERS)[number];
export type SocketFlag = (typeof FLAGS)[number];
export type SocketText = (typeof TEXTS)[number];

/** The numbers by which the engine is asked. */
export const NUMBER_OF = numbered(NUMBERS);
export const FLAG_OF = numbered(FLAGS);
export const TEXT_OF = numbered(TEXTS);

function numbered<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, index) => [name, index])) as Record<Name, number>;
}
