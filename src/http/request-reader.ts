import type { Piece } from "../sockets/event.js";
import type { Request } from "./exchange.js";
import { requestFraming } from "./framing.js";
import { mayStartRequest, parseRequestHead, type RequestHead } from "./head.js";
import { MessageParser } from "./message-parser.js";

/** The requests of a connection, oldest first, taken from what the program read. */
export class RequestReader {
  readonly waiting: Request[] = [];
  /** True once a request may have gone by unread by us: later ones can no longer be paired with responses. */
  lost = false;
  #line = 0;
  readonly #parser = new MessageParser<RequestHead>({
    mayStart: mayStartRequest,
    parseHead: parseRequestHead,
    onStart: () => {},
    onHead: (head) => {
      this.waiting.push({ method: head.method, target: head.target, line: this.#line });
      return requestFraming(head);
    },
    onBody: () => {},
    onEnd: () => {},
    onSurplus: () => {},
    onLost: (_where, seen) => this.#salvage(seen),
  });

  read(pieces: readonly Piece[], line: number): void {
    this.#line = line;
    for (const piece of pieces) {
      this.#parser.feed(piece);
    }
  }

  /** Where `-s` cut the head, the request line may still have been seen: enough to pair it with its response. */
  #salvage(seen: string): void {
    const line = /^([A-Z-]+) (\S+) HTTP\/1\.[01]\r?\n/.exec(seen);
    if (line) this.waiting.push({ method: line[1] as string, target: line[2] as string, line: this.#line });
    else this.lost = true;
  }
}
