import type { CaptureFacts, Summary } from "../analysis/model.js";
import type { Level } from "../rules/rule.js";

/** A finding in the words of the format that was asked for. */
export interface Told {
  readonly rule: string;
  readonly level: Level;
  readonly text: string;
}

/** Where the findings of several captures, one after the other, become one text. */
export interface Output {
  finding(told: Told): void;
  /** A connection that is over, as text in parts; formats that show findings only make none. */
  connection(parts: Iterable<string>): void;
  /** Something that could not be read: a sentence a line. */
  warning(text: string): void;
}

/** An output that has a last word. */
export interface WholeOutput extends Output {
  end(captures: readonly CaptureFacts[], summary: Summary): void;
}
