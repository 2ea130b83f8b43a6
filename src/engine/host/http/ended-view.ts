import type { Connection } from "../../../core/analysis/model.js";
import type { EndedSocket } from "../../../core/analysis/silence/sight-counter.js";
import type { ConversationFacts } from "../../../core/protocols/protocol.js";
import type { EngineTexts } from "../engine-texts.js";
import type { ConnectionBook } from "./connection-book.js";
import { FOLLOWED_INTEGER as INTEGER } from "./connection-fields.js";
import type { EngineNumbers } from "./engine-numbers.js";

/** A connection that is over, as the engine reports it: there are many, so each fact is read when it is asked for. */
export class EndedView implements EndedSocket {
  /** True if it is over since the capture is. */
  isAtEnd = false;
  /** What a protocol found out about it besides its messages. */
  conversation: ConversationFacts | null = null;

  /** @param at where the record of it stands */
  constructor(
    private readonly at: number,
    private readonly numbers: EngineNumbers,
    private readonly texts: EngineTexts,
    private readonly book: ConnectionBook,
  ) {}

  get id(): string {
    return this.book.idOf(this.#integer("connection"));
  }

  /** What is said of it besides its id, as core/records/connection-facts.ts writes it; null if the engine did not write it. */
  get facts(): string | null {
    return this.texts.between(this.#integer("factsStart"), this.#integer("factsEnd"));
  }

  get connection(): Connection {
    const connection = this.book.of(this.#integer("connection"));
    if (this.conversation) connection.tls = this.conversation;
    return connection;
  }

  get wasOpenBefore(): boolean {
    return this.#integer("wasOpenBefore") !== 0;
  }

  get hasCarried(): boolean {
    return this.#integer("hasCarried") !== 0;
  }

  get hasShown(): boolean {
    return this.#integer("hasShown") !== 0;
  }

  /** Nothing more is reported of it. */
  forget(): void {
    this.book.forget(this.#integer("connection"));
  }

  #integer(name: keyof typeof INTEGER): number {
    return this.numbers.integer(this.at, INTEGER[name]);
  }
}
