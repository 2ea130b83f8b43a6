import type { StraceEvent } from "../event.js";
import type { LineRef } from "./line-ref.js";
import { endsLikeCall, isTracedStart } from "./traced-look.js";

/** A message of strace's own, in parts that concatenate to its text. */
export interface NoticeParts {
  /** `Try '`, or empty. */
  readonly lead: string;
  /** The name under which strace was started (`argv[0]`), and in most messages the `: ` after it. */
  readonly program: string;
  /** The words that strace itself has printed, such as `Process 7 attached`; empty for any other message. */
  readonly words: string;
  readonly rest: string;
}

/** strace's name as it was typed: `strace: `, `../src/strace-6.1: `, `/usr/bin/strace: `. */
const PROGRAM = /^[^\s:]+: $/;
/** The messages that are recognized under any other name: strace may be started through a link of any name. */
const WORDS =
  /^(?:Process \d+ (?:attached(?: with \d+ threads)?|detached)\b|Exit of unknown pid \d+|Detached unknown pid \d+|Can't stat ')/;
const USAGE = /^(Try ')(\S+)( -h' for more information\.)$/;
/** strace before 4.6 printed these without its name. */
const NAMELESS = /^Process \d+ (?:attached(?: with \d+ threads)?|detached)(?: \([^()]*\))?$/;
/** Two messages may share a line: the end of the text counts. */
const ATTACHED = /(?:^|\S: )Process (\d+) attached(?: with \d+ threads)?$/;

/** Takes a message of strace's own apart. Null for other text. */
export function splitNotice(text: string): NoticeParts | null {
  const [, lead, name, help] = USAGE.exec(text) ?? [];
  if (lead !== undefined && name !== undefined && help !== undefined) {
    return { lead, program: name, words: help, rest: "" };
  }
  if (NAMELESS.test(text)) return { lead: "", program: "", words: text, rest: "" };
  const [, program, message] = /^(\S+: )(.*)$/s.exec(text) ?? [];
  if (program === undefined || message === undefined) return null;
  if (isTracedStart(message) && endsLikeCall(message)) return null; // a line of a log, with a call in it
  const words = WORDS.exec(message)?.[0] ?? "";
  if (words === "" && !isStrace(program)) return null;
  return { lead: "", program, words, rest: message.slice(words.length) };
}

function isStrace(program: string): boolean {
  return PROGRAM.test(program) && program.slice(program.lastIndexOf("/") + 1).includes("strace");
}

/** The event of a message of strace's own. Null for other text. */
export function noticeLine(text: string, at: LineRef): StraceEvent | null {
  if (!splitNotice(text)) return null;
  const attached = ATTACHED.exec(text)?.[1];
  return { kind: "notice", text, attached: attached === undefined ? null : Number(attached), at };
}
