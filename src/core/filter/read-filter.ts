import type { AnalysisListener } from "../analysis/analyzer.js";
import type { Connection } from "../analysis/model.js";
import type { Exchange } from "../protocols/exchange.js";
import type { CaptureTimes } from "../strace/capture-clock.js";
import { nothingAsked, responseAsked } from "./asked-response.js";
import type { Filter, TimeWindow } from "./filter.js";
import { type AskedWindow, windowIn } from "./time-window.js";

/** Decides about the exchanges of a capture while it is read, before any record is made of them. */
export class ReadFilter {
  #window: TimeWindow | null = null;
  #times: () => CaptureTimes = () => ({ clock: null, start: null });

  /** @param name what the user calls the capture */
  constructor(
    private readonly filter: Filter,
    private readonly asked: AskedWindow,
    private readonly name: string,
  ) {}

  /** To be among the methods of the listener that hears of the exchanges. */
  readonly listener: AnalysisListener = {
    onTimes: (times) => {
      this.#times = times;
    },
  };

  /** @throws UnflushedError (`time-unknown`) if the clock of the capture cannot say a time that is asked for */
  keeps(connection: Connection, exchange: Exchange): boolean {
    const asked = responseAsked(exchange, exchange.outstandingBytes, connection);
    return this.filter.isConnection(connection) && this.filter.isResponse(asked, this.#when());
  }

  /** The same for a connection on which nothing was asked. */
  keepsWithout(connection: Connection): boolean {
    return this.filter.isConnection(connection) && this.filter.isResponse(nothingAsked(connection), this.#when());
  }

  #when(): TimeWindow {
    this.#window ??= windowIn(this.asked, this.#times(), this.name);
    return this.#window;
  }
}
