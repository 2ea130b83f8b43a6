/** Reports what a parser finds in a byte stream to the handler of the stream. */
import { NO_NUMBER } from "../../arguments/integer";
import { Framing } from "../head/framing";
import { HandledStream } from "./handler-table";
import { Gap } from "./states";

/** True if the text p..end is, or may become, the start of a message. */
export function mayStart(stream: HandledStream, p: usize, end: usize): bool {
  return call_indirect<bool>(stream.handler.mayStart, p, end);
}

/** Reads a head, up to its empty line, into `head`. False: it is not one. */
export function parseHead(stream: HandledStream, p: usize, end: usize): bool {
  return call_indirect<bool>(stream.handler.parseHead, p, end);
}

/** True if the promised body may not follow: the request was not seen, and it may have been a HEAD. */
export function mayBeBodiless(stream: HandledStream): bool {
  const index = stream.handler.mayBeBodiless;
  return index !== 0 && call_indirect<bool>(index, stream.owner);
}

/** True if the capture may hide the rest of a body. */
export function mayHideRest(stream: HandledStream): bool {
  const index = stream.handler.mayHideRest;
  return index !== 0 && call_indirect<bool>(index, stream.owner);
}

/** A whole head was seen: it is the one that was parsed last. Returns how its body is framed. */
export function onHead(stream: HandledStream): Framing {
  return call_indirect<Framing>(stream.handler.onHead, stream.owner);
}

/** The first bytes of a head were seen. */
export function onStart(stream: HandledStream): void {
  const index = stream.handler.onStart;
  if (index !== 0) call_indirect<void>(index, stream.owner);
}

/** `bytes` of the body, or of what cannot be followed, went by. */
export function onBody(stream: HandledStream, bytes: f64): void {
  const index = stream.handler.onBody;
  if (index !== 0) call_indirect<void>(index, stream.owner, bytes);
}

/** The message is whole. */
export function onEnd(stream: HandledStream): void {
  const index = stream.handler.onEnd;
  if (index !== 0) call_indirect<void>(index, stream.owner);
}

/**
 * The head or the body was lost, and a chunk of the body is found.
 *
 * @param isLast it is the last chunk, in a write of its own: more bytes after it would show that it was data
 */
export function onFound(stream: HandledStream, isLast: bool): void {
  const index = stream.handler.onFound;
  if (index !== 0) call_indirect<void>(index, stream.owner, isLast);
}

/** Another message follows one of which the capture hides the end, but whose framing is known in part. */
export function onFollowed(stream: HandledStream): void {
  const index = stream.handler.onFollowed;
  if (index !== 0) call_indirect<void>(index, stream.owner);
}

/** A message begins where a chunk size is due. Returns true if it is the next one, false if it is data of the body. */
export function onInstead(stream: HandledStream): bool {
  const index = stream.handler.onInstead;
  return index === 0 || call_indirect<bool>(index, stream.owner);
}

/** `bytes` came after a message and do not start another. */
export function onSurplus(stream: HandledStream, bytes: f64): void {
  const index = stream.handler.onSurplus;
  if (index !== 0) call_indirect<void>(index, stream.owner, bytes);
}

/**
 * From here on the stream cannot be followed: the capture hides bytes that matter, or it is not HTTP. The text p..end was seen of the
 * head or the chunk size before the gap.
 *
 * @param isElided a person left out what is hidden; otherwise strace cut it
 */
export function onLost(stream: HandledStream, gap: Gap, p: usize, end: usize, isElided: bool): void {
  const index = stream.handler.onLost;
  if (index !== 0) call_indirect<void>(index, stream.owner, gap, p, end, isElided);
}

/**
 * The end of a head is hidden. The text p..end was seen of it.
 *
 * @param hidden the bytes after it that the same buffer hides
 * @param isElided a person left them out; otherwise strace cut them
 * @returns how many bytes of the body are surely still to come; NO_NUMBER if what was seen does not give the body's length
 */
export function onHeadCut(stream: HandledStream, p: usize, end: usize, hidden: f64, isElided: bool): f64 {
  const index = stream.handler.onHeadCut;
  return index === 0 ? NO_NUMBER : call_indirect<f64>(index, stream.owner, p, end, hidden, isElided);
}

/** Another message starts in place of the promised body: it answered a HEAD. Called only if `mayBeBodiless`. */
export function onBodiless(stream: HandledStream): void {
  const index = stream.handler.onBodiless;
  if (index !== 0) call_indirect<void>(index, stream.owner);
}

/** Another message starts within the promised body: its rest is hidden. Called only if `mayHideRest`. */
export function onRestHidden(stream: HandledStream): void {
  const index = stream.handler.onRestHidden;
  if (index !== 0) call_indirect<void>(index, stream.owner);
}

/** The next bytes were classified: by the state that they were read in, or as a PROXY_HEADER. */
export function onBytes(stream: HandledStream, as: i32, bytes: f64): void {
  const index = stream.handler.onBytes;
  if (index !== 0) call_indirect<void>(index, stream.owner, as, bytes);
}
