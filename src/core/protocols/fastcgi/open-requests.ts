import type { Message } from "../message.js";
import { OpenRequest } from "./open-request.js";

/** Requests of one connection that are open at the same time. A connection with more is read no further. */
const MOST_OPEN = 256;

/** The requests of a connection that are open, by their ids, oldest first. */
export class OpenRequests {
  readonly #byId = new Map<number, OpenRequest>();
  #isGivenUp = false;
  #begun = 0;

  /** @param decided hears of each message that is over */
  constructor(private readonly decided: (message: Message) => void) {}

  /** True if more requests were open than are kept: nothing is known any more. */
  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** How many have begun. */
  get begun(): number {
    return this.#begun;
  }

  get size(): number {
    return this.#byId.size;
  }

  all(): Iterable<OpenRequest> {
    return this.#byId.values();
  }

  get(id: number): OpenRequest | undefined {
    return this.#byId.get(id);
  }

  /** A request begins. One that had its id has ended. */
  begin(id: number, line: number | null): OpenRequest {
    const before = this.#byId.get(id);
    if (before) this.end(before, before.mayBeAnother ? before.forgotten() : before.replaced());
    const request = new OpenRequest(id, line);
    this.#begun++;
    if (this.#byId.size < MOST_OPEN) this.#byId.set(id, request);
    else this.#giveUp();
    return request;
  }

  /** A request is over, and this is what became of it. */
  end(request: OpenRequest, message: Message): void {
    this.#byId.delete(request.id);
    this.decided(message);
  }

  #giveUp(): void {
    this.#byId.clear();
    this.#isGivenUp = true;
  }
}
