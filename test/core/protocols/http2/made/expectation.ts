import type { Message } from "../../../../../src/core/protocols/message.js";
import { type Entry, hasNoBody, type Made } from "./made.js";

/** What the books say of a stream, as `lineOf` has it. */
export function expectedLine(entry: Entry): string {
  const { declared, accepted } = sizesOf(entry);
  const sizes = `${entry.status ?? "?"} ${accepted}/${declared ?? "?"}`;
  return [entry.id, entry.end, entry.hasBegun ? sizes : "no answer", ...entry.signs.map((sign) => `+${sign}`)].join(
    " ",
  );
}

/** What is wrong with a message by the books; null if nothing is. A message may know less than the books, and nothing else. */
export function wrongIn(message: Message, isOver: boolean, { book }: Made): string | null {
  const entry = book.get(message.stream ?? 0);
  if (entry === undefined) return isOnlyLost(message) ? null : "a stream that there is not";
  if (message.end === "lost") return message.blindSpots.length > 0 ? null : "lost without a reason";
  if (entry.end === null) return "nothing is owed";
  if (message.mayHaveEnded !== undefined && endedUnseen(entry)) return wrongSizes(message, entry);
  if (isOver !== entry.isOver) return isOver ? "it is not over" : "it is over";
  if (message.end !== entry.end && !(entry.end === "cut" && entry.frame === null && message.end === "unended")) {
    return `it is ${entry.end}`;
  }
  for (const sign of message.signs) if (!entry.signs.includes(sign)) return `not ${sign}`;
  if (entry.frame !== null && !message.signs.includes("in-frame")) return "it is in-frame";
  return wrongSizes(message, entry);
}

/** Of a connection that is older than the capture, bytes amid a frame may look like the head of another one: nothing is said of its stream. */
function isOnlyLost({ end, response, blindSpots }: Message): boolean {
  return end === "lost" && response?.status == null && blindSpots.includes("attached-mid-connection");
}

/** Its end may be hidden: it lacks so much that it is cut all the same. */
function endedUnseen({ end, isOver }: Entry): boolean {
  return isOver && (end === "short" || end === "dropped" || end === "cancelled");
}

function wrongSizes({ response }: Message, entry: Entry): string | null {
  if (response === null) return entry.hasBegun ? "it has begun" : null;
  // a header block whose status is hidden may be that of an interim answer
  if (!entry.hasBegun) return response.status === null && !response.acceptedBytes ? null : "it has not begun";
  const ofFrame = response.framing === "http2-frames" ? entry.frame : null;
  const { declared, accepted } = ofFrame ?? sizesOf(entry);
  const isRight = (value: number | null, known: number | null): boolean => value === null || value === known;
  if (!isRight(response.status, entry.status)) return `its status is ${entry.status}`;
  if (!isRight(response.declaredBytes, declared)) return `it declares ${declared}`;
  if (response.isAtMost) return (response.acceptedBytes ?? -1) >= accepted ? null : `it has at least ${accepted}`;
  return isRight(response.acceptedBytes, accepted) ? null : `it has ${accepted}`;
}

/** The sizes of the body, with what came of a frame that is cut; those of the frame if no length is declared. */
function sizesOf(entry: Entry): { readonly declared: number | null; readonly accepted: number } {
  const { frame, accepted } = entry;
  const declared = hasNoBody(entry) ? null : entry.declared;
  if (frame === null) return { declared, accepted };
  return declared === null ? frame : { declared, accepted: accepted + frame.accepted };
}
