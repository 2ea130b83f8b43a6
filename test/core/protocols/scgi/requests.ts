import type { Role } from "../../../../src/core/protocols/judgement.js";
import type { Message } from "../../../../src/core/protocols/message.js";
import { scgi } from "../../../../src/core/protocols/scgi/scgi.js";
import { type MovedParts, moved } from "../moved.js";

/** An SCGI request: its headers as a netstring, and its body. */
export function request(method: string, target: string, body = ""): string {
  const headers = `CONTENT_LENGTH\0${body.length}\0SCGI\x001\0REQUEST_METHOD\0${method}\0REQUEST_URI\0${target}\0`;
  return `${headers.length}:${headers},${body}`;
}

/** A conversation under test. */
export interface Listened {
  readonly asks: (text: string, parts?: MovedParts) => void;
  readonly answers: (text: string, parts?: MovedParts) => void;
  readonly open: () => readonly Message[];
  readonly miss: () => void;
}

/** Listens to a connection, from the side of the server unless another role is given. */
export function listen(role: Role = "server"): Listened {
  const decided = (): never => {
    throw new Error("an SCGI response ends with its connection");
  };
  const conversation = scgi.begin({ role, isOlder: false, upgraded: null, decided });
  const [asking, answering] = role === "client" ? (["out", "in"] as const) : (["in", "out"] as const);
  return {
    asks: (text, parts) => conversation.moved(asking, moved(text, parts)),
    answers: (text, parts) => conversation.moved(answering, moved(text, parts)),
    open: () => conversation.open(),
    miss: () => conversation.miss("lines-lost"),
  };
}
