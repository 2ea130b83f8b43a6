import { areOfOneProcess, type Hop } from "./hop.js";
import { ENOUGH, likeness } from "./nesting.js";

/** An address that no other connection has says more than all that the messages say. */
const SURE = 100;
/** The address of the server, which all of its connections have. */
const SERVER = 4;

/**
 * Whether a server's socket and a client's are the two ends of one connection. The client's end decides: its port, or its inode, is that of no
 * other connection. Null if the capture does not show it to both.
 */
export function areTwoEnds(server: Hop, client: Hop): boolean | null {
  if (isSame(server.here, client.there) === false) return false;
  return isSame(server.there, client.here);
}

function isSame(one: number, other: number): boolean | null {
  return one === 0 || other === 0 ? null : one === other;
}

/** How much speaks for a server's exchange and a client's being the same, seen from the two ends of a connection; -1 if they cannot be. */
export function evidenceOfEnds(server: Hop, client: Hop): number {
  if (server.socket === client.socket) return -1;
  const areEnds = areTwoEnds(server, client);
  if (areEnds === false) return -1;
  const alike = likeness(server, client);
  if (areEnds) return isSameRequest(server, client) ? SURE + alike : -1;
  const isAsked = isSame(server.here, client.there) === true; // the client asked at this server's address
  if (!isAsked && areOfOneProcess(server, client) !== false) return -1; // it may be the proxy's own answer, which is as long
  if (server.declaredBytes !== client.declaredBytes) return -1;
  if (encloses(server, client)) return -1; // it is a hop nearer to the client
  const all = alike + (isAsked ? SERVER : 0);
  return all >= ENOUGH ? all : -1;
}

/** A kept connection carries one request after the other. */
function isSameRequest(server: Hop, client: Hop): boolean {
  return server.target === 0 || client.target === 0 || server.target === client.target;
}

/** True if a server read its request before the client sent its own, and began its response after the client had received some of that. */
function encloses(server: Hop, client: Hop): boolean {
  return (
    server.requestLine < client.requestLine && client.responseLine > 0 && client.responseLine < server.responseLine
  );
}
