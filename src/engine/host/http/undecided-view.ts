import type { BlindSpotCode } from "../../../core/protocols/blind-spot.js";
import type { DataEvent, Exchange, Request, Response } from "../../../core/protocols/exchange.js";
import type { UndecidedExchange } from "../../../core/protocols/http1/ending/judge-end.js";
import type { WriteEvent } from "../../../core/sockets/event.js";
import type { EngineNumbers } from "./engine-numbers.js";
import type { EventsByAddress } from "./event-book.js";
import { EXCHANGE_FLOAT as FLOAT, EXCHANGE_INTEGER as INTEGER } from "./exchange-fields.js";
import type { ExchangeView } from "./exchange-view.js";
import { UNSEEN_ENDS } from "./words.js";

/** An exchange of the engine that is to be decided. Each fact is read when it is asked for, because most verdicts need few of them. */
export class UndecidedView implements UndecidedExchange {
  #at = 0;
  #response: Response | null = null;
  #blindSpots: BlindSpotCode[] = [];

  constructor(
    private readonly numbers: EngineNumbers,
    private readonly exchanges: ExchangeView,
    private readonly events: EventsByAddress,
  ) {}

  /** The exchange at an address is to be decided. */
  look(at: number): void {
    this.#at = at;
    this.#response = this.exchanges.responseOf(at);
    this.#blindSpots = this.exchanges.spotsOf(at);
  }

  get request(): Request | null {
    return this.exchanges.requestAt(this.#integer("request"));
  }

  get response(): Response | null {
    return this.#response;
  }

  get blindSpots(): BlindSpotCode[] {
    return this.#blindSpots;
  }

  get inDoubtBytes(): number {
    return this.numbers.float(this.#at, FLOAT.inDoubtBytes);
  }

  get mayEndInDoubt(): boolean {
    return this.#integer("mayEndInDoubt") !== 0;
  }

  get unseenEnd(): Exchange["unseenEnd"] {
    return UNSEEN_ENDS[this.#integer("unseenEnd")] ?? null;
  }

  get calls(): UndecidedExchange["calls"] {
    return this;
  }

  get lastAccepted(): DataEvent | null {
    return this.events.of(this.#integer("lastAccepted"));
  }

  get refused(): WriteEvent | null {
    return this.events.of(this.#integer("refused"));
  }

  #integer(name: keyof typeof INTEGER): number {
    return this.numbers.integer(this.#at, INTEGER[name]);
  }
}
