import type { BlindSpotCode } from "../blind-spot.js";
import { CgiResponse } from "../cgi/cgi-response.js";
import type { Message } from "../message.js";
import type { MessageEnd } from "../message-facts.js";
import type { Direction, MovedBytes } from "../moved-bytes.js";
import type { Conversation, ConversationStart } from "../protocol.js";
import { ScgiRequest } from "./scgi-request.js";

/** A connection between a web server, which asks, and an application, which answers. It carries one request. */
export class ScgiConversation implements Conversation {
  readonly #answerDirection: Direction;
  readonly #request = new ScgiRequest();
  readonly #response = new CgiResponse();

  #isMissing = false;

  constructor({ role }: ConversationStart) {
    this.#answerDirection = role === "client" ? "in" : "out";
  }

  moved(direction: Direction, bytes: MovedBytes): void {
    if (direction !== this.#answerDirection) this.#request.take(bytes);
    else if (bytes.length > 0) this.#response.take(bytes, 0, bytes.length);
  }

  miss(why: BlindSpotCode): void {
    this.#isMissing = true;
    this.#request.lose();
    this.#response.hide(Number.POSITIVE_INFINITY, this.#request.line ?? 0, why);
  }

  get begun(): number {
    return this.#response.isBegun ? 1 : 0;
  }

  open(): readonly Message[] {
    const { line, variables } = this.#request;
    // A request that was not read whole need not be answered.
    if (!this.#response.isBegun && !this.#request.isRead) return [];
    const { method } = variables;
    const end = this.#end(method);
    return [
      {
        request: line === null ? null : variables.request(line),
        response: this.#response.response(method, 0, "until-close"),
        stream: null,
        end,
        signs: [],
        blindSpots: end === "lost" ? this.#response.blindSpots(method) : [],
      },
    ];
  }

  #end(method: string | null): MessageEnd {
    const standing = this.#response.standing(method, 0);
    if (this.#isMissing && standing !== "over") return "lost";
    switch (standing) {
      case "empty":
      case "headless":
        return "unended";
      case "bodiless":
        return this.#response.isHeadSeen ? "whole" : "lost";
      case "no-length":
        return "unmarked";
      case "short":
        return "cut";
      case "exact":
        return "whole";
      case "over":
        return "over";
      case "unknown":
        return "lost";
    }
  }
}
