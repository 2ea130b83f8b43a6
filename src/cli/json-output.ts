import type { CaptureFacts, Connection, ConnectionFinding, Summary } from "../analysis/model.js";
import { connectionJson, findingJson, JSON_FINDINGS, jsonEnd, jsonStart } from "../report/json.js";
import { Spool } from "./spool.js";

const FLUSH_AT = 65_536; // characters

/** `--format json`, written while the captures are read: connections as they end, findings behind them. */
export class JsonOutput {
  #text: string;
  #isFirst = true;
  readonly #findings = new Spool();

  constructor(version: string) {
    this.#text = jsonStart(version);
  }

  connection(capture: number, connection: Connection): void {
    this.#add((this.#isFirst ? "" : ",\n") + connectionJson(capture, connection));
    this.#isFirst = false;
  }

  finding(capture: number, finding: ConnectionFinding): void {
    this.#findings.add(findingJson(capture, finding));
  }

  end(captures: readonly CaptureFacts[], summary: Summary): void {
    this.#add(JSON_FINDINGS);
    for (const text of this.#findings.take(",\n")) this.#add(text);
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
