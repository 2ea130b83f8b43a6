import type { BlindSpotCode } from "../../../core/protocols/blind-spot.js";
import type { Decision } from "../../../core/protocols/decision.js";
import type { Cause, Evidence } from "../../../core/protocols/exchange.js";
import type { StreamEnding } from "../../../core/protocols/http1/ending/judge-end.js";
import type { MessageEnding } from "../../../core/protocols/judge-message.js";
import type { EngineNumbers } from "./engine-numbers.js";
import { ENDING_FLOAT as FLOAT, ENDING_INTEGER as INTEGER } from "./judgement-fields.js";
import type { HttpJudges } from "./judges.js";
import type { UndecidedView } from "./undecided-view.js";
import { BLIND_SPOTS, CAUSES, EVIDENCES, VERDICTS } from "./words.js";

/** In place of a word that there is not. */
const NOT_ANY = -1;

/** Decides exchanges whose streams end before they are whole, when the engine asks for it. */
export class Verdicts {
  /** @param at where the record stands that has the question and gets the answer */
  constructor(
    private readonly at: number,
    private readonly numbers: EngineNumbers,
    private readonly exchange: UndecidedView,
    private readonly judges: HttpJudges,
  ) {}

  /** The engine asks. */
  answer(): void {
    this.exchange.look(this.#integer("exchange"));
    const { judgeEnd, judgeAbandoned } = this.judges;
    const decision = this.#is("isAbandoned") ? judgeAbandoned(this.exchange) : judgeEnd(this.exchange, this.ending());
    if (decision) this.#write(decision);
  }

  /** What is known when a stream ends. */
  ending(): StreamEnding {
    return {
      cause: CAUSES[this.#integer("cause")] ?? null,
      owed: this.numbers.float(this.at, FLOAT.owed),
      hasFailed: this.#is("hasFailed"),
      peerGone: this.#is("peerGone"),
      peerMayHaveLeft: this.#is("peerMayHaveLeft"),
      hides: { all: this.#spot("hidesAll"), rest: this.#spot("hidesRest"), refusal: this.#spot("hidesRefusal") },
      doubt: this.#spot("doubt"),
      hasWaited: this.#is("hasWaited"),
      hasOpenEnd: this.#is("hasOpenEnd"),
      mayBeAnswer: this.#is("mayBeAnswer"),
      isMeant: this.#is("isMeant"),
    };
  }

  /** The same for messages of another protocol than HTTP/1: the exchange of the record stands for all their calls. */
  messageEnding(): Omit<MessageEnding, "isAbandoned"> {
    const { exchange } = this;
    exchange.look(this.#integer("exchange"));
    const calls = { lastAccepted: exchange.lastAccepted, refused: exchange.refused };
    return { ...this.ending(), inDoubtBytes: exchange.inDoubtBytes, calls };
  }

  #write({ verdict, cause, evidence, outstandingBytes, blindSpots }: Decision): void {
    const { numbers, at } = this;
    const [first, second] = blindSpots;
    numbers.putInteger(at, INTEGER.verdict, VERDICTS.indexOf(verdict));
    numbers.putInteger(
      at,
      INTEGER.causeOfVerdict,
      cause === null ? NOT_ANY : (CAUSES as readonly Cause[]).indexOf(cause),
    );
    numbers.putInteger(
      at,
      INTEGER.evidence,
      evidence === null ? NOT_ANY : (EVIDENCES as readonly Evidence[]).indexOf(evidence),
    );
    numbers.putFloat(at, FLOAT.outstandingBytes, outstandingBytes ?? Number.NaN);
    numbers.putInteger(at, INTEGER.firstSpot, first === undefined ? NOT_ANY : BLIND_SPOTS.indexOf(first));
    numbers.putInteger(at, INTEGER.secondSpot, second === undefined ? NOT_ANY : BLIND_SPOTS.indexOf(second));
  }

  #spot(name: keyof typeof INTEGER): BlindSpotCode | null {
    return BLIND_SPOTS[this.#integer(name)] ?? null;
  }

  #is(name: keyof typeof INTEGER): boolean {
    return this.#integer(name) !== 0;
  }

  #integer(name: keyof typeof INTEGER): number {
    return this.numbers.integer(this.at, INTEGER[name]);
  }
}
