import type { PlainExchange } from "../../../core/analysis/model.js";
import type { Request } from "../../../core/protocols/exchange.js";
import type { EngineNumbers } from "./engine-numbers.js";
import { EXCHANGE_FLOAT as FLOAT, EXCHANGE_INTEGER as INTEGER } from "./exchange-fields.js";
import type { ExchangeView } from "./exchange-view.js";
import { FRAMINGS } from "./words.js";

/** A plain exchange of the engine: there are very many, so each fact is read when it is asked for. */
export class PlainView implements PlainExchange {
  /** Where the exchange stands. */
  at = 0;

  constructor(
    private readonly numbers: EngineNumbers,
    private readonly exchanges: ExchangeView,
  ) {}

  get request(): Request | null {
    return this.exchanges.requestAt(this.exchanges.requestOf(this.at));
  }

  get status(): number | null {
    const status = this.numbers.integer(this.at, INTEGER.status);
    return status < 0 ? null : status;
  }

  get line(): number {
    return this.numbers.integer(this.at, INTEGER.responseLine);
  }

  get time(): number | null {
    return this.numbers.known(this.at, FLOAT.responseTime);
  }

  get framing(): PlainExchange["framing"] {
    return FRAMINGS[this.numbers.integer(this.at, INTEGER.framing)] as PlainExchange["framing"];
  }

  get declaredBytes(): number | null {
    return this.numbers.known(this.at, FLOAT.declaredBytes);
  }

  get acceptedBytes(): number | null {
    return this.numbers.known(this.at, FLOAT.acceptedBytes);
  }
}
