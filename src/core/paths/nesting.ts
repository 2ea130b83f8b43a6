import { areOfOneProcess, type Hop, isReadOf } from "./hop.js";

/** What is known of the exchange on which a program asked, for the exchange on which it answered. */
export type Choice<T> = { readonly found: T } | "none" | Undecided;

/**
 * Why it is not known where bytes were lost first.
 *
 * - `asked-encrypted`: the program received a stream that it alone can read, and that ended meanwhile: it may have been short;
 * - `asked-not-known`: the program asked for other responses meanwhile, and nothing says which of them belongs to this one;
 * - `client-may-have-left`: a client that asked for the same had left before the server lost bytes, and may be the one of this connection;
 * - `several-candidates`: as much speaks for one exchange as for another;
 * - `upstream-not-seen`: the program ended both exchanges, and nothing shows whether the other server had done so before.
 */
export type Undecided =
  | "asked-encrypted"
  | "asked-not-known"
  | "client-may-have-left"
  | "several-candidates"
  | "upstream-not-seen";

/**
 * How much each fact weighs. The target says most: few programs ask for another one than they were asked for. What a thread has read last says
 * least: a thread may serve many connections, and a program may have several threads. Of that, the read before a response began says most,
 * because a program that reads several connections before it writes does so for many ends at once, and for few beginnings.
 */
const WEIGHT = { target: 16, declared: 4, accepted: 4, received: 2, asked: 1, lastReceived: 1 } as const;
/** So much has to speak for two exchanges whose processes, or whose addresses, are not known. */
export const ENOUGH = WEIGHT.target + WEIGHT.declared;

/** A program may have sent on less than it received by then: as many bytes by chance are no more than a hint. */
export const HINT = WEIGHT.accepted;

/** So much has to speak for two exchanges with different targets: a proxy may ask for another one than it was asked for. */
const SAME_BODY = WEIGHT.declared + WEIGHT.accepted;

/**
 * How much speaks for a program having asked on `inner` for what it answered on `outer`; -1 if that cannot be. It cannot be unless the one lies
 * within the other: a program reads a request before it asks, and ends its response after what it received has ended.
 */
export function evidenceOfNesting(outer: Hop, inner: Hop): number {
  const isOne = areOfOneProcess(outer, inner);
  if (isOne === false || outer.socket === inner.socket || !liesWithin(outer, inner)) return -1;
  const alike = likeness(outer, inner);
  if (isOne === null && (alike < ENOUGH || isAskedAt(outer, inner))) return -1; // any program that passes messages on would do
  if (isOfOtherTarget(outer, inner) && alike < SAME_BODY) return -1; // what a thread has read last does not outweigh that
  if (inner.isSealed && outer.verdict === "undetermined") return -1; // nor does anything show that bytes of it are missing
  return (
    alike +
    (isReadOf(outer.received, inner) ? WEIGHT.received : 0) +
    (isReadOf(inner.asked, outer) ? WEIGHT.asked : 0) +
    (isReadOf(outer.lastReceived, inner) ? WEIGHT.lastReceived : 0)
  );
}

/** True if the one exchange was asked for at the address at which the other one was answered: few programs ask themselves. */
function isAskedAt(outer: Hop, inner: Hop): boolean {
  return outer.here !== 0 && outer.here === inner.there;
}

/** True if two exchanges ask for different targets, as far as the capture shows them. */
export function isOfOtherTarget(one: Hop, other: Hop): boolean {
  return one.target !== 0 && other.target !== 0 && one.target !== other.target;
}

function liesWithin(outer: Hop, inner: Hop): boolean {
  if (outer.requestLine > 0 && inner.requestLine > 0 && inner.requestLine < outer.requestLine) return false;
  return inner.endLine <= outer.endLine;
}

/** How much speaks for two exchanges being hops of one request, from what both say. */
export function likeness(one: Hop, other: Hop): number {
  const isTarget = one.target !== 0 && one.target === other.target;
  const isDeclared =
    one.declaredBytes === other.declaredBytes && (one.declaredBytes !== null || areBothShown(one, other));
  const isAccepted = (one.acceptedBytes ?? 0) > 0 && one.acceptedBytes === other.acceptedBytes;
  return (isTarget ? WEIGHT.target : 0) + (isDeclared ? WEIGHT.declared : 0) + (isAccepted ? WEIGHT.accepted : 0);
}

/** True if neither of two responses declares a length, rather than that the capture does not show it. */
function areBothShown(one: Hop, other: Hop): boolean {
  return isShown(one) && isShown(other);
}

/** True if the head was seen. One that the capture shows in part leaves it open how the response ends. */
function isShown({ status, responseLine, verdict }: Hop): boolean {
  return status !== null && responseLine > 0 && verdict !== "undetermined";
}

/** The candidate for which most speaks, if anything does, and not as much for another. */
export function chosen<T>(
  candidates: Iterable<T>,
  evidence: (candidate: T) => number,
): { readonly found: T } | "none" | "several-candidates" {
  let best: T | null = null;
  let most = 0;
  let isTied = false;
  for (const candidate of candidates) {
    const points = evidence(candidate);
    if (points < most || points <= 0) continue;
    isTied = points === most && best !== null;
    best = candidate;
    most = points;
  }
  if (best === null) return "none";
  return isTied ? "several-candidates" : { found: best };
}

/**
 * True if an exchange is all that a connection carried, which its two ends alone can read, and nothing shows that it was cut: its messages may be
 * short all the same.
 */
export function isEncrypted({ verdict, status, isSealed }: Hop): boolean {
  return isSealed ? verdict !== "truncated" : verdict === "complete" && status === null;
}

/** True if such a stream may have been long enough for what a program sent on: in the midst of a record, only that is counted. */
export function isAsLong(inner: Hop, outer: Hop): boolean {
  const isRecord = inner.isSealed && inner.declaredBytes !== null;
  return isRecord || (inner.acceptedBytes ?? Number.POSITIVE_INFINITY) >= (outer.acceptedBytes ?? 0);
}

/**
 * True if a program may have asked for what it answered on `outer` over TLS, though nothing shows that it was this program: its threads are not
 * known from those of others. Who asks over TLS is asked first, so that the stream of a hop nearer to the client began before.
 */
export function mayBeSealed(outer: Hop, inner: Hop): boolean {
  const isUnknown = inner.isSealed && areOfOneProcess(outer, inner) === null;
  return isUnknown && liesWithin(outer, inner) && !isAskedAt(outer, inner) && inner.responseLine > outer.requestLine;
}

/** True if a program may have asked on `inner` for what it answers, as far as its end and its size say. */
export function mayBeFor(hop: Hop, inner: Hop): boolean {
  const isTimely = inner.endLine === 0 || inner.endLine > hop.requestLine || isUnseen(inner);
  return inner.role === "client" && isTimely && (!isEncrypted(inner) || isAsLong(inner, hop));
}

/** True if it stands for requests that may have gone by unseen, on a connection that carries many at a time. */
export function isUnseen({ requestLine, responseLine }: Hop): boolean {
  return requestLine === 0 && responseLine === 0;
}

/** True if a program may have received on a stream what it answered. */
export function mayBeReceived(outer: Hop, stream: Hop): boolean {
  return evidenceOfNesting(outer, stream) >= 0 || mayBeSealed(outer, stream);
}
