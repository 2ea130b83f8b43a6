/** What can be asked of a socket (src/engine/assembly/events/socket-facts.ts, texts.ts), in the order of the engine. */
const FACTS = [
  ...(["id", "origin", "pid", "fd", "transport", "lastUse", "references", "proven", "writeShut", "lostBy"] as const),
  ...(["isShuttingDown", "writesUnderWay", "blocked", "isFull", "hasNoRoom", "saysMore", "resetsOnClose"] as const),
  ...(["mayBeTwo", "mayLiveOn", "hasCarried", "usedBySeveralThreads", "switchedAt", "wasAssumed"] as const),
  ...(["isConnection", "hasOrders", "hasFailed", "signalLine", "readLine", "home", "homeWaitsByPolls"] as const),
] as const;
const TEXTS = ["local", "peer", "identity", "decoration", "signal", "read"] as const;

export type SocketFact = (typeof FACTS)[number];
export type SocketText = (typeof TEXTS)[number];

/** The number by which the engine is asked. */
export const FACT = numbered(FACTS);
export const TEXT = numbered(TEXTS);

function numbered<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, index) => [name, index])) as Record<Name, number>;
}
