import { addressOf } from "../analysis/echo.js";
import type { Connection } from "../analysis/model.js";
import type { Verdict } from "../protocols/exchange.js";
import { toUtf8 } from "../text/utf8.js";
import { matcher } from "../text/wildcard.js";
import { addressMatcher } from "./address.js";
import type { AskedTime } from "./asked-time.js";
import type { StatusRange } from "./status-range.js";

/** What is asked for. All of it has to hold, and of each list one. What is left out does not matter. */
export interface Asked {
  /** The id of a connection, such as `c3`. */
  readonly connection?: string | undefined;
  /** Targets of requests; `*` stands for any text. */
  readonly target?: readonly string[] | undefined;
  /** Addresses of the other end (see `addressMatcher`). */
  readonly peer?: readonly string[] | undefined;
  /** Addresses of the server, whichever end that is. */
  readonly server?: readonly string[] | undefined;
  readonly status?: readonly StatusRange[] | undefined;
  readonly verdict?: readonly Verdict[] | undefined;
  readonly since?: AskedTime | undefined;
  readonly until?: AskedTime | undefined;
  /** The pid that opened the connection, or used it first. */
  readonly pid?: readonly number[] | undefined;
  /** Bytes that a truncated response lacks at least. */
  readonly minLost?: number | undefined;
}

/** The seconds of a capture that are asked for, both ends included; null where nothing bounds them. */
export interface TimeWindow {
  readonly since: number | null;
  readonly until: number | null;
}

/** What a filter asks about a connection. */
export type AskedConnection = Pick<Connection, "id" | "pid" | "role" | "local" | "peer">;

/** What a filter asks about a response. A fact that is not known is null, and is never what was asked for. */
export interface AskedResponse {
  readonly target: string | null;
  readonly status: number | null;
  readonly verdict: Verdict | null;
  /** Seconds on the clock of its capture. */
  readonly time: number | null;
  readonly lostBytes: number | null;
}

type Test<T> = (value: T) => boolean;

/** A target as a person writes it, and as a capture has it: a character for each byte, which is what JSON shows of it. */
function asWritten(target: string): string[] {
  const bytes = toUtf8(target);
  return bytes === target ? [target] : [bytes, target];
}

/** Decides what is kept. It knows nothing of captures: a time is a time on the clock of the one at hand. */
export class Filter {
  readonly #isTarget: Test<string> | null;
  readonly #isPeer: Test<string> | null;
  readonly #isServer: Test<string> | null;

  constructor(readonly asked: Asked) {
    this.#isTarget = oneOf(asked.target?.flatMap(asWritten), matcher);
    this.#isPeer = oneOf(asked.peer, addressMatcher);
    this.#isServer = oneOf(asked.server, addressMatcher);
  }

  /** True if a time is asked for: then the clock of each capture has to say it. */
  get asksTime(): boolean {
    return this.asked.since !== undefined || this.asked.until !== undefined;
  }

  /** False if a whole response is never what was asked for. */
  get mayKeepWhole(): boolean {
    const { verdict, minLost = 0 } = this.asked;
    return minLost === 0 && (verdict === undefined || verdict.includes("complete"));
  }

  /** True if a connection is what was asked for, as far as that is about connections. */
  isConnection(connection: AskedConnection): boolean {
    const { connection: id, pid } = this.asked;
    return (
      (id === undefined || id === connection.id) &&
      (pid === undefined || (connection.pid !== null && pid.includes(connection.pid))) &&
      holds(this.#isPeer, connection.peer) &&
      (this.#isServer === null || holds(this.#isServer, addressOf(connection)))
    );
  }

  /** True if a response is what was asked for, as far as that is not about its connection. */
  isResponse({ target, status, verdict, time, lostBytes }: AskedResponse, { since, until }: TimeWindow): boolean {
    const { asked } = this;
    return (
      holds(this.#isTarget, target) &&
      (asked.status === undefined ||
        asked.status.some(({ from, to }) => status !== null && from <= status && status <= to)) &&
      (asked.verdict === undefined || (verdict !== null && asked.verdict.includes(verdict))) &&
      (since === null || (time !== null && time >= since)) &&
      (until === null || (time !== null && time <= until)) &&
      (asked.minLost === undefined || (lostBytes !== null && lostBytes >= asked.minLost))
    );
  }
}

function oneOf<T>(asked: readonly T[] | undefined, test: (one: T) => Test<string>): Test<string> | null {
  if (asked === undefined) return null;
  const tests = asked.map(test);
  return (text) => tests.some((matches) => matches(text));
}

function holds(test: Test<string> | null, text: string | null): boolean {
  return test === null || (text !== null && test(text));
}
