import type { SocketEvent, WriteEvent } from "../../../sockets/event.js";
import type { Cause } from "../../exchange.js";
import type { Judgement, Role } from "../../judgement.js";
import { toldBy } from "../../told.js";
import type { Peer } from "../peer.js";

/** What is known when a connection ends and no response explains what the program still owed. */
interface Ending {
  readonly by: SocketEvent;
  readonly cause: Cause | null;
  readonly role: Role;
  /** Bytes that the kernel refused and that the program did not offer again. */
  readonly owed: number;
  readonly refused: WriteEvent | null;
  readonly peer: Peer;
  /** The connection became a tunnel. */
  readonly isTunnel: boolean;
  readonly isTls: boolean;
}

/** A debt as it is judged. */
type Debt = Pick<Judgement, "about" | "exchange" | "cause" | "by" | "owedBytes" | "refused" | "told">;

/** The program gave up what it owed, on a connection of its own; null if it owed nothing, or has an excuse. */
export function debtOf({ by, cause, role, owed, refused, peer, isTunnel, isTls }: Ending): Debt | null {
  if (owed === 0 || cause === null || role === "client" || peer.isGone) return null;
  // a proxy may drop what is left of a tunnel for a side that has ended it (RFC 9110 section 9.3.6)
  if (isTunnel && peer.end !== null) return null;
  if (!by.socket.proven && !isTls) return null;
  const told = toldBy({ by, refused, lastRead: peer.lastRead });
  return { about: "debt", exchange: null, cause, by, owedBytes: owed, refused, told };
}
