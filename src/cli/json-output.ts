import type { CaptureFacts, Connection, ConnectionFinding, Summary } from "../analysis/model.js";
import type { Exchange } from "../http/exchange.js";
import {
  connectionStart,
  exchangeJson,
  findingJson,
  JSON_CONNECTION_END,
  JSON_FINDINGS,
  jsonEnd,
  jsonStart,
} from "../report/json.js";
import { Spool } from "./spool.js";

const FLUSH_AT = 65_536; // characters
const FINDINGS = "findings";

/** `--format json`, written while the captures are read: connections as they end, findings behind them. */
export class JsonOutput {
  #text: string;
  #isFirst = true;
  readonly #waiting = new Spool<Connection | typeof FINDINGS>();

  constructor(version: string) {
    this.#text = jsonStart(version);
  }

  exchange(connection: Connection, exchange: Exchange): void {
    this.#waiting.add(connection, exchangeJson(exchange));
  }

  connection(capture: number, connection: Connection): void {
    this.#add((this.#isFirst ? "" : ",\n") + connectionStart(capture, connection));
    for (const text of this.#waiting.take(connection)) this.#add(text);
    this.#add(JSON_CONNECTION_END);
    this.#isFirst = false;
  }

  finding(capture: number, finding: ConnectionFinding): void {
    this.#waiting.add(FINDINGS, findingJson(capture, finding));
  }

  end(captures: readonly CaptureFacts[], summary: Summary): void {
    this.#add(JSON_FINDINGS);
    for (const text of this.#waiting.take(FINDINGS)) this.#add(text);
    this.#add(jsonEnd(captures, summary));
    this.#flush();
  }

  #add(text: string): void {
    this.#text += text;
    if (this.#text.length >= FLUSH_AT) this.#flush();
  }

  #flush(): void {
    process.stdout.write(this.#text);
    this.#text = "";
  }
}
