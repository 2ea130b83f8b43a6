import { addressOf } from "../analysis/echo.js";
import type { ExchangeFacts } from "../records/exchange-run.js";
import type { ConnectionRecord, FindingRecord } from "../records/record.js";
import { cutOff } from "../text/escape.js";
import { subjectOf } from "./subject.js";

/** Beyond so many different names in a capture they are no longer counted. */
const MOST_NAMES = 25_000;
const LONGEST = 200;

/** Whose a case is: what does not change when a capture is recorded again. */
type Side = Pick<ConnectionRecord, "role" | "local" | "peer">;

/**
 * The names of the cases of a capture. A report compares the cases of two runs by their names, so that a name has no number of a
 * connection and no status: it says the request, the server, and which of the responses it is that are alike in these.
 */
export class CaseNames {
  readonly #counts = new Map<string, number>();

  ofExchange(exchange: ExchangeFacts, side: Side, connection: string): string {
    return this.#numbered(`${subjectOf(exchange)}${serverOf(side)}`, connection);
  }

  /** Of a finding that is about no exchange. */
  ofFinding(found: FindingRecord): string {
    return this.#numbered(`${found.rule}${serverOf(found)}`, found.connection);
  }

  #numbered(name: string, connection: string): string {
    const count = this.#counts.get(name) ?? 0;
    if (count === 0 && this.#counts.size >= MOST_NAMES) return ending(name, ` (${connection})`);
    this.#counts.set(name, count + 1);
    return count === 0 ? ending(name, "") : ending(name, ` #${count + 1}`);
  }
}

/** A client's port is another one each time; a server's address is not. */
function serverOf(side: Side): string {
  const isClient = side.role === "client";
  const address = addressOf(side);
  if (address === null) return isClient ? " from an unknown server" : "";
  return ` ${isClient ? "from" : "at"} ${address}`;
}

function ending(name: string, end: string): string {
  return cutOff(name, LONGEST - end.length) + end;
}
