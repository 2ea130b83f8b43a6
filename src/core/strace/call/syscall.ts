import { missingClosers } from "../arguments/balance.js";
import { parseArguments } from "../arguments/parse-arguments.js";
import { plainValues } from "../arguments/plain-values.js";
import { areSureArguments } from "../arguments/sure-arguments.js";
import { positional, type Value } from "../arguments/value.js";
import type { LineRef } from "../line/line-ref.js";
import type { Result } from "../line/result/result.js";

/**
 * How much of a call the capture holds. `unfinished`: it never returned (its thread was killed or detached, or the
 * capture ended). `resumed`: it began before the capture did, so its first arguments are unknown. `lost`: its thread made another
 * call, so it returned, and no line shows what.
 */
export type CallPart = "whole" | "unfinished" | "resumed" | "lost";

const MINUS = 0x2d;
/** The small letters follow it. */
const UNDERSCORE = 0x5f;
const NO_DUMPS: readonly string[] = [];

/** One call, its unfinished and resumed halves joined. */
export class Syscall {
  #fd: number | null | undefined;
  #named: readonly Value[] | null | undefined;
  #args: readonly Value[] | null | undefined;
  #dumps: string[] | null = null;

  constructor(
    readonly name: string,
    /** The pid column of the line on which the call ended; null if strace printed none. */
    readonly pid: number | null,
    /** The text between the parentheses, still quoted, one char per byte. Of a `resumed` call it is only the rest. */
    readonly argumentsText: string,
    readonly result: Result,
    readonly begin: LineRef,
    readonly end: LineRef,
    readonly part: CallPart = "whole",
    /** True if the arguments are surely in strace's argument language. */
    private readonly isSure = false,
  ) {}

  /** The decoded arguments, parsed on first use; null if the text is not in strace's argument language. */
  get args(): readonly Value[] | null {
    if (this.#args === undefined) this.#args = this.namedArgs?.map(positional) ?? null;
    return this.#args;
  }

  /** The arguments with the names that strace prints before some (`flags=`), or with `-N` before all. */
  get namedArgs(): readonly Value[] | null {
    if (this.#named === undefined) this.#named = this.#parse();
    return this.#named;
  }

  /** True if the arguments are not in strace's argument language, as far as the capture holds them. */
  get isUnread(): boolean {
    if (this.isSure || this.part !== "whole") return false; // of a half, what can be read is taken
    return this.#named === undefined && areSureArguments(this.argumentsText) ? false : this.namedArgs === null;
  }

  #parse(): readonly Value[] | null {
    if (this.part === "resumed") return null;
    const plain = plainValues(this.argumentsText);
    if (plain) return plain;
    if (this.part === "whole") return parseArguments(this.argumentsText) ?? this.#repaired();
    // the text may end within an argument, which is then left out
    let text = this.argumentsText;
    for (let tries = 0; tries < 8; tries++) {
      const values = parseArguments(text);
      if (values) return values;
      text = text.slice(0, Math.max(0, text.lastIndexOf(", ")));
    }
    return [];
  }

  #repaired(): readonly Value[] | null {
    const closers = missingClosers(this.argumentsText);
    return closers === "" || closers.length > 8 ? null : parseArguments(this.argumentsText + closers);
  }

  /** The first argument as a number, read without the grammar: most calls stop here. `-N` prints `fd=7`. */
  get fd(): number | null {
    if (this.#fd === undefined) this.#fd = this.part === "resumed" ? null : fdAt(this.argumentsText);
    return this.#fd;
  }

  /** The argument of this index as strace prints an fd, `7` or `7<TCP:[...]>`; empty if it is not an fd. */
  fdText(index: number): string {
    const fd = this.args?.[index];
    if (fd?.kind !== "integer") return "";
    return fd.decoration === undefined ? fd.text : `${fd.text}<${fd.decoration}>`;
  }

  /** The same call with the whole result, of which a wrapped line showed only the start. */
  returning(result: Result, line: number): Syscall {
    const { name, pid, argumentsText, begin, end, part, isSure } = this;
    return new Syscall(name, pid, argumentsText, result, begin, { ...end, line }, part, isSure);
  }

  /** The bytes that a hexdump below the call shows, by buffer. A dump shows at least as much as the string. */
  get dumps(): readonly string[] {
    return this.#dumps ?? NO_DUMPS;
  }

  /** Adds a line of a hexdump to buffer `index`. */
  addDump(index: number, bytes: string): void {
    this.#dumps ??= [];
    while (this.#dumps.length <= index) this.#dumps.push("");
    this.#dumps[index] += bytes;
  }
}

/** The number that a call's arguments begin with; `-N` prints its name before it (`fd=7`). Null without such a number. */
export function fdAt(text: string): number | null {
  let at = 0;
  let value = 0;
  for (; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  if (at > 0) return value;
  const isOther = text === "" || (text.charCodeAt(0) < UNDERSCORE && text.charCodeAt(0) !== MINUS);
  if (isOther) return null; // AT_FDCWD, "/srv/x", [...]
  const digits = /^(?:[a-z_]+=)?(-?\d+)/.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}
