import type { ConversationStart } from "../../../core/protocols/protocol.js";
import type { Pseudonyms } from "../pseudonyms.js";
import type { CallBytes } from "./call-bytes.js";

/** Learns what stays of a connection that speaks one protocol. It keeps the side that asks apart from the one that answers. */
export interface StreamMask {
  asks(call: CallBytes): void;
  answers(call: CallBytes): void;
  /** The answers are in step, which their own bytes need not have shown. */
  find?(): void;
  /** The kernel refused these bytes of a program that answers. */
  refused?(call: CallBytes): void;
  /** Bytes of both directions are missing. */
  miss(): void;
  /** Nothing follows. */
  end?(): void;
}

/** Makes the mask of a conversation. */
export type NewStreamMask = (start: Pick<ConversationStart, "isOlder" | "upgraded">, names: Pseudonyms) => StreamMask;
