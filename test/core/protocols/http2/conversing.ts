import type { BlindSpotCode } from "../../../../src/core/protocols/blind-spot.js";
import { http2 } from "../../../../src/core/protocols/http2/http2.js";
import type { Message } from "../../../../src/core/protocols/message.js";
import type { ConversationStart } from "../../../../src/core/protocols/protocol.js";
import { type MovedParts, moved } from "../moved.js";
import { joined, PREFACE_TYPE, settings } from "./wire.js";

/** A conversation of the tests. What is said of messages is a line for each: see `lineOf`. */
export interface Conversing {
  /** The asking side sends frames in one call. */
  ask(...frames: readonly Uint8Array[]): void;
  /** The answering side does. */
  answer(...frames: readonly Uint8Array[]): void;
  /** The same, of which the capture shows so many bytes. */
  askShown(shown: number, ...frames: readonly Uint8Array[]): void;
  answerShown(shown: number, ...frames: readonly Uint8Array[]): void;
  /** Bytes of both are missing. */
  miss(why: BlindSpotCode): void;
  /** What is over. */
  readonly decided: string[];
  readonly messages: Message[];
  /** Bytes of the answering side, and those with the rest of the frame under way; `?` if that is not known. */
  progress(): string;
  /** What is under way. */
  open(): string[];
}

/** `1 short 200 3/5 +grpc -attached-mid-connection`: stream, end, status, accepted and declared bytes, signs, blind spots. */
export function lineOf({ stream, end, response, signs, blindSpots }: Message): string {
  const sizes =
    response && `${response.status ?? "?"} ${response.acceptedBytes ?? "?"}/${response.declaredBytes ?? "?"}`;
  return [
    stream,
    end,
    sizes ?? "no answer",
    ...signs.map((sign) => `+${sign}`),
    ...blindSpots.map((spot) => `-${spot}`),
  ].join(" ");
}

/** Begins with nothing said yet. */
export function begun(start: Partial<ConversationStart> = {}): Conversing {
  const messages: Message[] = [];
  const decided: string[] = [];
  const conversation = http2.begin({
    role: "server",
    isOlder: false,
    upgraded: null,
    decided: (message) => {
      messages.push(message);
      decided.push(lineOf(message));
    },
    ...start,
  });
  let line = 0;
  const send = (direction: "in" | "out", frames: readonly Uint8Array[], parts: MovedParts = {}): void => {
    line++;
    conversation.moved(direction, moved(joined(...frames), { line, ...parts }));
  };
  const [asks, answers] = start.role === "client" ? (["out", "in"] as const) : (["in", "out"] as const);
  return {
    ask: (...frames) => send(asks, frames),
    answer: (...frames) => send(answers, frames),
    askShown: (shown, ...frames) => send(asks, frames, { shown }),
    answerShown: (shown, ...frames) => send(answers, frames, { shown }),
    miss: (why) => conversation.miss(why),
    decided,
    messages,
    progress: () => {
      const { accepted, declared } = conversation.progress ?? {};
      return accepted === undefined ? "?" : `${accepted}/${declared}`;
    },
    open: () => conversation.open().map(lineOf),
  };
}

/** Begins, and both sides have said their settings. */
export function conversing(
  start: Partial<ConversationStart> = {},
  asked: Readonly<Record<number, number>> = {},
): Conversing {
  const talk = begun(start);
  talk.ask(PREFACE_TYPE, settings(asked));
  talk.answer(settings());
  return talk;
}
