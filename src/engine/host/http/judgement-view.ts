import type { Judgement, Reset } from "../../../core/protocols/judgement.js";
import type { Told } from "../../../core/protocols/told.js";
import type { SocketEvent } from "../../../core/sockets/event.js";
import type { LastRead } from "../../../core/sockets/socket-facts.js";
import type { EngineTexts } from "../engine-texts.js";
import type { EngineNumbers } from "./engine-numbers.js";
import type { EventsByAddress } from "./event-book.js";
import type { ExchangeView } from "./exchange-view.js";
import { JUDGEMENT_FLOAT as FLOAT, JUDGEMENT_INTEGER as INTEGER } from "./judgement-fields.js";
import type { HttpJudges } from "./judges.js";
import { ABOUT, CAUSES, RESETS, ROLES } from "./words.js";

/** Judgements of the engine as the core's, laid out alike: rules are quickest then. */
export class JudgementView {
  /** @param at where the record stands */
  constructor(
    private readonly at: number,
    private readonly numbers: EngineNumbers,
    private readonly texts: EngineTexts,
    private readonly exchanges: ExchangeView,
    private readonly events: EventsByAddress,
    private readonly toldBy: HttpJudges["toldBy"],
  ) {}

  /**
   * The judgement that is reported.
   *
   * @param isCut a message of another protocol than HTTP/1 is cut: then, as of a debt, it is asked who told the program to end it
   */
  read(isCut = false): Judgement {
    const about = ABOUT[this.#integer("about")] as Judgement["about"];
    const exchange = this.#integer("exchange") === 0 ? null : this.exchanges.of(this.#integer("exchange"));
    const by = this.events.of(this.#integer("by")) as SocketEvent;
    const refused: Judgement["refused"] = this.events.of(this.#integer("refused"));
    const isOfExchange =
      exchange !== null && this.exchanges.requestOf(this.#integer("exchange")) === this.#integer("request");
    return {
      about,
      role: ROLES[this.#integer("role")] as Judgement["role"],
      exchange,
      request: isOfExchange ? exchange.request : this.exchanges.requestAt(this.#integer("request")),
      cause: CAUSES[this.#integer("cause")] ?? null,
      by,
      owedBytes: this.numbers.float(this.at, FLOAT.owedBytes),
      refused,
      peerEnd: this.events.of(this.#integer("peerEnd")),
      peerMayHaveLeft: this.#integer("peerMayHaveLeft") !== 0,
      reset: this.#reset(),
      told: about === "debt" || isCut ? this.#told(by, refused) : null,
    };
  }

  #told(by: SocketEvent, refused: Judgement["refused"]): Told | null {
    return this.toldBy({ by, refused, lastRead: this.#lastRead() });
  }

  #lastRead(): LastRead | null {
    const line = this.#integer("lastReadLine");
    if (line === 0) return null;
    const seen = this.texts.between(this.#integer("lastReadStart"), this.#integer("lastReadEnd")) ?? "";
    return { line, pieces: [{ seen, length: seen.length }] };
  }

  #reset(): Reset | null {
    const by = RESETS[this.#integer("resetBy")];
    if (by === undefined) return null;
    const unreadBytes = this.numbers.known(this.at, FLOAT.unreadBytes);
    return { by, unreadBytes, isCertain: this.#integer("isResetCertain") !== 0 };
  }

  #integer(name: keyof typeof INTEGER): number {
    return this.numbers.integer(this.at, INTEGER[name]);
  }
}
