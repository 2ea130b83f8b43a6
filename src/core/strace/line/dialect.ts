import type { CaptureClock } from "../../text/wall-clock.js";
import { stringsIn } from "../arguments/strings.js";
import type { Syscall } from "../call/syscall.js";
import type { StraceEvent } from "../event.js";
import type { ReaderProgress } from "../progress.js";
import type { LineColumns } from "../scanned-line.js";
import { type Prefix, PrefixForm } from "./prefix/prefix.js";

const HEX = /^(?:\\x[0-9a-f]{2})+$/;
/** A string that is not in hex. With `-x`, only strings with bytes that are not text are in hex. */
const PLAIN = "plain";
const SAMPLED = 2_000;
/** Arguments with more characters than this are not searched for signs of options. */
const LONG = 65_536;

/** What another reader has to know of what was found (`ReaderProgress.known`): a bit each. */
const SIGNS = ["-yy", "-N", "-xx", PLAIN] as const;

/** LineColumns that every line has or none has; `[pid 7]` is there while several threads live. */
const STEADY = PrefixForm.barePid | PrefixForm.timeOfDay | PrefixForm.epoch | PrefixForm.relative;

/** The options of strace that a capture was recorded with, as far as its lines show them. */
export class Dialect {
  #forms = 0;
  #lastForms = 0;
  #sampled = 0;
  #hasDurations = false;
  readonly #options = new Set<string>();
  #stringLimit: number | null = null;

  prefix({ forms }: LineColumns): void {
    this.#forms |= forms;
    this.#lastForms = forms;
  }

  save(to: ReaderProgress): void {
    to.forms = this.#forms;
    to.lastForms = this.#lastForms;
    to.hasDuration = this.#hasDurations;
    to.sampled = this.#sampled;
    to.known = SIGNS.reduce((sum, sign, bit) => sum + (this.#options.has(sign) ? 1 << bit : 0), 0);
    to.stringLimit = this.#stringLimit ?? -1;
  }

  load({ forms, lastForms, hasDuration, sampled }: ReaderProgress): void {
    this.#forms = forms;
    this.#lastForms = lastForms;
    this.#sampled = sampled;
    if (hasDuration) this.#noteDurations();
  }

  #noteDurations(): void {
    if (!this.#hasDurations) this.note("-T");
    this.#hasDurations = true;
  }

  /** True if the line before had the same columns: then these columns are strace's, not the program's output. */
  isLike(prefix: Prefix): boolean {
    return prefix.forms !== 0 && (prefix.forms & this.#lastForms) === prefix.forms;
  }

  /** True if the line has no column, although strace has put a clock or a bare pid in front of each of its lines. */
  lacksIn({ forms }: Prefix): boolean {
    return forms === 0 && (this.#lastForms & STEADY) !== 0;
  }

  /** True for a line that stops within the columns that strace puts in front of each of its lines. */
  stopsWithinColumns(text: string): boolean {
    if ((this.#lastForms & PrefixForm.barePid) !== 0) return /^\d+ +[\d:.]*$/.test(text);
    return (this.#lastForms & PrefixForm.timeOfDay) !== 0 && /^(?:\[pid +\d+\] +[\d:.]*|\d\d:\d\d[\d:.]*)$/.test(text);
  }

  /** What the times are, as far as the lines show it that this reader has read, and those with these columns; null without times. */
  clock(elsewhere: number): CaptureClock | null {
    const forms = this.#forms | elsewhere;
    if ((forms & PrefixForm.epoch) !== 0) return "epoch";
    if ((forms & PrefixForm.timeOfDay) !== 0) return "day";
    return (forms & PrefixForm.relative) !== 0 ? "relative" : null;
  }

  note(option: string): void {
    this.#options.add(option);
  }

  /** Looks for signs of options in what a line says. */
  event(event: StraceEvent): void {
    if (event.kind === "call") this.#call(event.call);
    else if (event.kind === "frame") this.note("-k");
    else if (event.kind === "hexdump") this.note("-e read/write");
    else if (event.kind === "elided") this.note("elisions");
  }

  /** The first few thousand calls show all options. */
  #call(call: Syscall): void {
    const { duration, remarks, hasNote } = call.result;
    if (hasNote) this.note("notes");
    if (remarks.length > 0 && remarks.some((remark) => remark.startsWith("INJECTED"))) this.note("-e inject");
    if (duration !== null) this.#noteDurations();
    if (this.#sampled++ > SAMPLED) return;
    const text = call.argumentsText;
    if (text.length > LONG) return;
    if (/^(?:\w+=)?\d+<(?:TCP|UDP|UNIX|NETLINK|.*<char)/.test(text)) this.#options.add("-yy");
    else if (/^(?:\w+=)?-?\w+</.test(text)) this.#options.add("-y");
    if (/^[a-z_]+=(?:\d|")/.test(text) && !/^(?:child_stack|flags)=/.test(text)) this.#options.add("-N");
    if (/0x[0-9a-f]+ \/\* [A-Z]/.test(text)) this.#options.add("-X verbose");
    else if (/\bsa_family=0x|\bevents=0x/.test(text)) this.#options.add("-X raw");
    for (const { quoted, isCut } of stringsIn(text)) this.#string(quoted, isCut);
  }

  #string(quoted: string, isCut: boolean): void {
    if (quoted !== "") this.#options.add(HEX.test(quoted) ? "-xx" : PLAIN);
    if (!isCut) return;
    const length = quoted.replace(/\\(?:x[0-9a-f]{2}|[0-7]{1,3}|.)/gs, "_").length;
    this.#stringLimit = Math.max(this.#stringLimit ?? 0, length);
  }

  /** Such as `["-f", "-tt", "-yy", "-s 512"]`: those that were seen, in the order of strace's manual. */
  get options(): string[] {
    const has = (form: number): boolean => (this.#forms & form) !== 0;
    const found: string[] = [];
    if (this.#options.has("-ff")) found.push("-ff");
    if (has(PrefixForm.bracketedPid | PrefixForm.barePid)) found.push("-f");
    if (has(PrefixForm.barePid)) found.push("-o");
    if (has(PrefixForm.comm)) found.push("-Y");
    if (has(PrefixForm.securityContext)) found.push("--secontext");
    if (has(PrefixForm.timeOfDay)) found.push(has(PrefixForm.fraction) ? "-tt" : "-t");
    if (has(PrefixForm.epoch)) found.push("-ttt");
    if (has(PrefixForm.relative)) found.push("-r");
    if (has(PrefixForm.syscallNumber)) found.push("-n");
    if (has(PrefixForm.instructionPointer)) found.push("-i");
    const options = new Set(this.#options);
    options.delete("-ff");
    if (options.has("-yy")) options.delete("-y");
    if (options.delete(PLAIN) && options.delete("-xx")) options.add("-x"); // only the strings that need it
    found.push(...[...options].sort());
    if (this.#stringLimit !== null) found.push(`-s ${this.#stringLimit}`);
    return found;
  }
}
