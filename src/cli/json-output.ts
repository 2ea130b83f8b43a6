import type { CaptureFacts, Summary } from "../analysis/model.js";
import { JSON_FINDINGS, jsonEnd, jsonStart } from "../report/json.js";
import type { Told, WholeOutput } from "./output.js";
import { Spool } from "./spool.js";

const FLUSH_AT = 65_536; // characters
const FINDINGS = "findings";

/** `--format json`, written while the captures are read: connections as they end, findings behind them. */
export class JsonOutput implements WholeOutput {
  #text: string;
  #separator = "";
  readonly #findings = new Spool<typeof FINDINGS>();

  constructor(version: string) {
    this.#text = jsonStart(version);
  }

  connection(parts: Iterable<string>): void {
    this.#add(this.#separator);
    for (const part of parts) this.#add(part);
    this.#separator = ",\n";
  }

  finding({ text }: Told): void {
    this.#findings.add(FINDINGS, text);
  }

  warning(text: string): void {
    process.stderr.write(text);
  }

  end(captures: readonly CaptureFacts[], summary: Summary): void {
    this.#add(JSON_FINDINGS);
    for (const text of this.#findings.take(FINDINGS)) this.#add(text);
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
