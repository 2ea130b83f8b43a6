import { Analyzer } from "../../core/analysis/analyzer.js";
import type { CaptureFacts, ConnectionFinding } from "../../core/analysis/model.js";
import { findingText } from "../../core/formats/text/finding.js";
import { ShownNotes } from "../../core/formats/text/notes.js";
import { summaryText } from "../../core/formats/text/summary.js";
import { SuppressedFindings } from "../../core/formats/text/suppressed.js";
import type { RuleRecord } from "../../core/records/record.js";
import { captureRecord, findingRecord, runRecord } from "../../core/records/to-record.js";
import { guarded } from "../../core/rules/guarded.js";
import type { Level } from "../../core/rules/rule.js";
import { LineSplitter } from "../../core/strace/line-splitter.js";
import { visible } from "../../core/text/escape.js";
import type { Page } from "../../core/text/page.js";
import { UnflushedError } from "../../errors.js";
import { suppressedBy } from "../../run/config/active-rules.js";
import type { RunSettings } from "../../run/config/settings.js";
import { type ExitOptions, exitCode } from "../../run/exit-code.js";
import { version } from "../../run/version.js";

export interface LiveOptions extends ExitOptions, RunSettings {
  readonly notes?: boolean;
}

/**
 * Judges a capture while it is recorded, and says at once what it finds. A custom rule that fails ends the judging, and
 * not the recording: the traced program shall not suffer from it.
 */
export class LiveCheck {
  readonly #levels = new Set<Level>();
  readonly #suppressed = new SuppressedFindings();
  readonly #notes: ShownNotes;
  readonly #rules: readonly RuleRecord[];
  readonly #analyzer: Analyzer;
  readonly #lines: LineSplitter;
  #hasFailed = false;

  /** `name` is what the capture is called; `traced` are the calls that strace was told to trace. */
  constructor(
    private readonly name: string,
    traced: readonly string[],
    private readonly options: LiveOptions,
    private readonly page: Page,
    private readonly say: (text: string) => void,
  ) {
    const { rules } = options.judging;
    this.#notes = new ShownNotes(options.notes === true || options.failOn === "note");
    this.#rules = runRecord(version, rules, 1).rules;
    const onFinding = (found: ConnectionFinding): void => this.#tell(found);
    const how = { traced: new Set(traced), rules: guarded(rules, name) };
    const analyzer = new Analyzer({ onFinding }, how);
    this.#analyzer = analyzer;
    this.#lines = new LineSplitter((bytes, start, end, pid, isCut) => analyzer.line(bytes, start, end, pid, isCut));
  }

  take(chunk: Buffer): void {
    this.#try(() => this.#lines.push(chunk));
  }

  /** The capture is over: says the summary. Returns the exit code and the facts, which are null where a rule failed. */
  finish(): { readonly code: number; readonly facts: CaptureFacts | null } {
    let facts: CaptureFacts | null = null;
    this.#try(() => {
      this.#lines.finish();
      facts = this.#end();
    });
    const { summary } = this.#analyzer;
    return {
      facts,
      code: exitCode(
        { summary, levels: this.#levels, hasFailed: this.#hasFailed, hasDeviated: false, isExpected: false },
        this.options,
      ),
    };
  }

  #end(): CaptureFacts {
    const facts = this.#analyzer.finish(this.name);
    const { summary } = this.#analyzer;
    const last = summaryText(summary, [captureRecord(0, facts, summary)], this.page);
    this.say(this.#notes.text(this.page) + this.#suppressed.text(this.page) + last);
    return facts;
  }

  #tell(found: ConnectionFinding): void {
    const finding = suppressedBy(this.options.judging.suppressors, findingRecord(0, this.name, found));
    if (this.#suppressed.take(finding)) return;
    this.#levels.add(finding.level);
    if (this.#notes.take(finding)) this.say(`${findingText(finding, this.#rules, this.page)}\n`);
  }

  #try(act: () => void): void {
    if (this.#hasFailed) return;
    try {
      act();
    } catch (error) {
      if (!(error instanceof UnflushedError) || error.code !== "rule-failed") throw error;
      this.#hasFailed = true;
      this.say(`unflushed: ${visible(error.message)}\n`);
    }
  }
}
