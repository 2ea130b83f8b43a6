import {
  type AnalysisRecord,
  type BeginRecord,
  RECORD_SCHEMA_VERSION,
  type RunRecord,
  type SummaryRecord,
} from "../../core/records/record.js";
import { RecordLine } from "../../core/records/record-line.js";
import { RecordSequence } from "../../core/records/record-sequence.js";
import { orderedRecord } from "../../core/records/record-text.js";
import { UnflushedError } from "../../errors.js";
import { displayName } from "../../reading/problems.js";
import type { InputStream } from "../streams.js";
import { version } from "../version.js";
import { type ResultLine, resultLines } from "./result-lines.js";

/** What is wrong with a value that should be a record; null if nothing is. */
type Problems = (value: unknown) => string | null;

/**
 * What `check --format ndjson` wrote, read one capture at a time. Formats rely on the schema and on the order of records,
 * so every record is checked against both.
 *
 * @throws UnflushedError, also later: `result-unreadable`, `result-invalid`, `result-cut-short`, `result-of-other-version`
 */
export class ResultFile {
  readonly #lines: AsyncGenerator<ResultLine>;
  readonly #sequence = new RecordSequence();
  #line = 0;
  #run: RunRecord | null = null;
  #next: BeginRecord | SummaryRecord | null = null;

  private constructor(
    readonly path: string,
    private readonly problems: Problems,
    stdin: InputStream,
  ) {
    this.#lines = resultLines(path, stdin);
  }

  static async open(path: string, problems: Problems, stdin: InputStream): Promise<ResultFile> {
    const result = new ResultFile(path, problems, stdin);
    result.#run = (await result.#read()) as RunRecord; // nothing else may come first
    await result.#advance();
    return result;
  }

  get shard(): RunRecord["shard"] {
    return this.#run?.shard ?? null;
  }

  /** How many captures the whole list has. */
  get captures(): number {
    return this.#run?.captures ?? 0;
  }

  /** The rules that were looked for. */
  get rules(): RunRecord["rules"] {
    return this.#run?.rules ?? [];
  }

  /** The position of the capture that comes next; null if none does. */
  get position(): number | null {
    return this.#next?.kind === "begin" ? this.#next.position : null;
  }

  /** For messages. */
  get name(): string {
    return displayName(this.path);
  }

  /** The records of the capture that comes next. */
  async *capture(): AsyncGenerator<RecordLine> {
    if (this.#next) yield RecordLine.of(orderedRecord(this.#next));
    yield* this.#untilNext();
  }

  async #advance(): Promise<void> {
    for await (const _ of this.#untilNext());
  }

  /** Up to the next capture, or the end. */
  async *#untilNext(): AsyncGenerator<RecordLine> {
    for (let record = await this.#read(); ; record = await this.#read()) {
      if (record.kind === "begin" || record.kind === "summary") {
        this.#next = record;
        if (record.kind === "summary") await this.#refuseMore();
        return;
      }
      yield RecordLine.of(orderedRecord(record));
    }
  }

  async #read(): Promise<AnalysisRecord> {
    const { done, value: line } = await this.#lines.next();
    if (done) throw this.#cutShort();
    this.#line++;
    let value: unknown;
    try {
      value = JSON.parse(line.text);
    } catch {
      throw line.isCut ? this.#cutShort() : this.#invalid("it is not JSON");
    }
    if (this.#line === 1) this.#refuseOtherVersion(value);
    const record = value as AnalysisRecord;
    const problem = this.problems(value) ?? this.#sequence.take(record);
    if (problem !== null) throw this.#invalid(problem);
    return record;
  }

  async #refuseMore(): Promise<void> {
    if ((await this.#lines.next()).done) return;
    this.#line++;
    throw this.#invalid("nothing may follow a summary");
  }

  /**
   * Verdicts of two versions may differ, and a document names one version only, so this is an error. It is checked before
   * the schema, which is that of this version.
   */
  #refuseOtherVersion(value: unknown): void {
    const { kind, schemaVersion, tool } = (value ?? {}) as Partial<RunRecord>;
    if (kind !== "run" || tool?.name !== "unflushed") throw this.#invalid("it is not a run record");
    const advice = "check and merge with one version";
    if (tool.version !== version) {
      const other = String(tool.version);
      throw otherVersion(`${this.name} was written by unflushed ${other}, and this is ${version}: ${advice}`);
    }
    if (schemaVersion === RECORD_SCHEMA_VERSION) return;
    const other = String(schemaVersion);
    throw otherVersion(
      `${this.name} has records of schemaVersion ${other}, and this unflushed reads ${RECORD_SCHEMA_VERSION}: ${advice}`,
    );
  }

  #invalid(problem: string): UnflushedError {
    return new UnflushedError(
      "result-invalid",
      `${this.name}:${this.#line} is not a line of unflushed check --format ndjson: ${problem}`,
    );
  }

  #cutShort(): UnflushedError {
    return new UnflushedError(
      "result-cut-short",
      `${this.name} has no summary at its end, so the run that wrote it was cut short: run that again`,
    );
  }
}

function otherVersion(sentence: string): UnflushedError {
  return new UnflushedError("result-of-other-version", sentence);
}
