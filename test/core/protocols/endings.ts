import type { Decision } from "../../../src/core/protocols/decision.js";
import { judgeOpen, type MessageEnding } from "../../../src/core/protocols/judge-message.js";
import type { Message } from "../../../src/core/protocols/message.js";

/** The capture ends, and the connection goes on. */
const GOES_ON: MessageEnding = {
  cause: null,
  owed: 0,
  hasFailed: false,
  peerGone: false,
  peerMayHaveLeft: false,
  hides: { all: null, rest: null, refusal: null },
  doubt: null,
  hasWaited: false,
  hasOpenEnd: false,
  mayBeAnswer: false,
  isMeant: true,
  isAbandoned: false,
  inDoubtBytes: 0,
  calls: { lastAccepted: null, refused: null },
};

/** The ways in which the stream of the answers may end. */
const ENDINGS: readonly Partial<MessageEnding>[] = [
  {},
  { peerGone: true },
  { cause: "close" },
  { cause: "close", isAbandoned: true },
  { cause: "close", peerGone: true },
  { cause: "close", peerMayHaveLeft: true },
  { cause: "shut-wr" },
  { cause: "exit", isMeant: false },
  { cause: "exit", isMeant: false, peerGone: true },
  { cause: "reset", isMeant: false },
  { cause: "eof" },
];

/** What is decided of a message that is under way, at each of these ends. */
export function decisionsOn(message: Message): Decision[] {
  return ENDINGS.flatMap((ending) => judgeOpen(message, { ...GOES_ON, ...ending }) ?? []);
}

/** True if the decision says that bytes of the message are missing. */
export function isCut({ verdict }: Decision): boolean {
  return verdict === "truncated" || verdict === "aborted-by-peer" || verdict === "in-flight";
}
