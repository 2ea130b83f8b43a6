import type { Verdict } from "../protocols/exchange.js";
import type { Hop } from "./hop.js";
import { isProvenFrom, type Loss, type PathConnection, type PathPart } from "./loss.js";
import type { Undecided } from "./nesting.js";
import { isBadGateway } from "./short.js";

/** The exchanges of one request on which bytes were lost, from the client's side inwards. */
export interface Path<C extends PathConnection> {
  readonly losses: readonly Loss<C>[];
  /** The index of the exchange at which bytes were lost first; null if that is not known. */
  readonly origin: number | null;
  readonly undecided: Undecided | null;
  /** False if no capture proves that bytes were lost, or dropped by a reset: another one, of the next hop, may. */
  readonly isProven: boolean;
}

/** The path that begins with the loss nearest to the client. */
export function pathFrom<C extends PathConnection>(outermost: Loss<C>): Path<C> {
  const losses: Loss<C>[] = [];
  for (let at: Loss<C> | null = outermost; at !== null; at = at.inner) losses.push(at);
  const undecided = losses.at(-1)?.undecided ?? null;
  return {
    losses,
    origin: undecided === null ? losses.length - 1 : null,
    undecided,
    isProven: isProvenFrom(outermost),
  };
}

/** What became of an exchange of a path: a request may have been left without a response. */
export type PathVerdict = Verdict | "unanswered";

export function verdictOnPath<C extends PathConnection>({ exchange, isCutWithin }: Loss<C>): PathVerdict {
  return isCutWithin ? "truncated" : (exchange?.verdict ?? "unanswered");
}

/** What says of an exchange of a path whether bytes of it surely did not arrive. */
type PathFacts = Pick<Hop, "role" | "status"> & { readonly verdict: PathVerdict; readonly part: PathPart };

/** True if bytes are proven to be lost on a path, and surely did not arrive. */
export function isSureLoss<C extends PathConnection>({ losses, isProven }: Path<C>): boolean {
  return isProven && isSurelyShort(losses.map(factsOf));
}

function factsOf<C extends PathConnection>(loss: Loss<C>): PathFacts {
  const { role, status } = loss.hop;
  return { verdict: verdictOnPath(loss), role, status, part: loss.part };
}

/**
 * True if bytes surely did not arrive. A reset alone may have dropped none: the client may have had all of them by then. A client that got no
 * response on one connection may have got it on the next one. A gateway that answered 502 in place of a response did not get it.
 */
export function isSurelyShort(exchanges: readonly PathFacts[]): boolean {
  return exchanges.some(
    ({ verdict, role, part, status }) =>
      (part === "hidden" && isBadGateway(status)) ||
      verdict === "truncated" ||
      (verdict === "unanswered" && (role !== "client" || exchanges.length > 1)),
  );
}
