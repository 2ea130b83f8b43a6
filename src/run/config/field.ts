import { visible } from "../../core/text/escape.js";
import { suggestion } from "../../core/text/nearest.js";
import { UnflushedError } from "../../errors.js";

const LONGEST = 60;

/** A value in a configuration, and where it stands: what is wrong with it is told with file and key. */
export class ConfigField {
  private constructor(
    private readonly file: string,
    private readonly key: string,
    readonly value: unknown,
  ) {}

  /** The whole configuration; `file` is what the user calls the file. */
  static root(file: string, value: unknown): ConfigField {
    return new ConfigField(file, "", value);
  }

  /** `what` goes on behind the key: `is missing: say why`. */
  wrong(what: string): UnflushedError {
    const key = this.key === "" ? "the configuration" : this.key;
    return new UnflushedError("config-invalid", visible(`${this.file}: ${key} ${what}`));
  }

  /** A part of an object or a list. */
  at(key: string | number): ConfigField {
    const value = (this.value as Record<string | number, unknown>)[key];
    const path = typeof key === "number" ? `${this.key}[${key}]` : this.key === "" ? key : `${this.key}.${key}`;
    return new ConfigField(this.file, path, value);
  }

  get isGiven(): boolean {
    return this.value !== undefined;
  }

  /** An object with some of these keys, all of which must be known. */
  object(keys: readonly string[]): this {
    for (const key of this.entries().keys()) {
      if (keys.includes(key)) continue;
      throw this.at(key).wrong(`is no key of a configuration${suggestion(key, keys)}: choose from ${keys.join(", ")}`);
    }
    return this;
  }

  /** An object with any keys. */
  entries(): Map<string, ConfigField> {
    const { value } = this;
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw this.no("object");
    return new Map(Object.keys(value).map((key) => [key, this.at(key)]));
  }

  list(): ConfigField[] {
    if (!Array.isArray(this.value)) throw this.no("list");
    return this.value.map((_, index) => this.at(index));
  }

  text(): string {
    if (typeof this.value !== "string" || this.value.trim() === "") throw this.no("text");
    return this.value;
  }

  flag(): boolean {
    if (typeof this.value !== "boolean") throw this.no("true or false");
    return this.value;
  }

  /** A whole number from 1. */
  count(): number {
    if (!Number.isSafeInteger(this.value) || (this.value as number) < 1) throw this.no("whole number from 1");
    return this.value as number;
  }

  callable(): void {
    if (typeof this.value !== "function") throw this.no("function");
  }

  /** One of these words; `noun` is what they are. */
  oneOf<T extends string>(words: readonly T[], noun: string): T {
    const word = words.find((each) => each === this.value);
    if (word !== undefined) return word;
    const hint = typeof this.value === "string" ? suggestion(this.value, words) : "";
    throw this.wrong(`is ${this.shown}, which is no ${noun}${hint}: choose from ${words.join(", ")}`);
  }

  /** The value as it is told: a long one begun, none of its parts. */
  get shown(): string {
    const { value } = this;
    if (typeof value === "function") return "a function";
    if (typeof value !== "object" || value === null) {
      const text = typeof value === "string" ? JSON.stringify(value) : String(value);
      return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
    }
    return Array.isArray(value) ? "a list" : "an object";
  }

  private no(kind: string): UnflushedError {
    const wanted = kind === "true or false" ? kind : `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`;
    return this.wrong(this.isGiven ? `is ${this.shown}: it must be ${wanted}` : `is missing: it must be ${wanted}`);
  }
}
