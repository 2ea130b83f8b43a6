import { suggestion } from "../core/text/nearest.js";

/** How many characters of a value an error shows. */
const LONGEST = 60;

/** The file that a field is a part of. */
export interface FieldSource {
  /** The kind of the file, such as `configuration`. */
  readonly noun: string;
  /** Makes the error from a sentence that begins with the key. */
  readonly refuse: (sentence: string) => Error;
}

/**
 * A value in a file that people write or merge, and the key of the value. The checks throw for the first wrong field,
 * with one sentence that begins with its key and ends with what to write. Only programs write records, so a schema
 * checks those (`merge/record-schema.ts`).
 */
export class Field {
  private constructor(
    private readonly source: FieldSource,
    private readonly key: string,
    readonly value: unknown,
  ) {}

  /** The whole content of a file. */
  static root(value: unknown, source: FieldSource): Field {
    return new Field(source, "", value);
  }

  /** The error about this field; `what` follows the key, such as `is missing: say why`. */
  wrong(what: string): Error {
    return this.source.refuse(`${this.key === "" ? `the ${this.source.noun}` : this.key} ${what}`);
  }

  /** The value under a key of an object, or at an index of a list. */
  at(key: string | number): Field {
    const value = (this.value as Record<string | number, unknown>)[key];
    const path = typeof key === "number" ? `${this.key}[${key}]` : this.key === "" ? key : `${this.key}.${key}`;
    return new Field(this.source, path, value);
  }

  get isGiven(): boolean {
    return this.value !== undefined;
  }

  /** Checks that the value is an object without any other keys than these. */
  object(keys: readonly string[]): this {
    for (const key of this.entries().keys()) {
      if (keys.includes(key)) continue;
      throw this.at(key).wrong(
        `is not a key of a ${this.source.noun}${suggestion(key, keys)}: choose from ${keys.join(", ")}`,
      );
    }
    return this;
  }

  /** The values of an object, by key. Throws if the value is not an object. */
  entries(): Map<string, Field> {
    const { value } = this;
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw this.mustBe("object");
    return new Map(Object.keys(value).map((key) => [key, this.at(key)]));
  }

  list(): Field[] {
    if (!Array.isArray(this.value)) throw this.mustBe("list");
    return this.value.map((_, index) => this.at(index));
  }

  /** A text that is not blank. */
  text(): string {
    if (this.string().trim() === "") throw this.mustBe("text");
    return this.string();
  }

  /** A text that may be empty. */
  string(): string {
    if (typeof this.value !== "string") throw this.mustBe("text");
    return this.value;
  }

  /** Null, or what `read` reads of this field. */
  nullOr<T>(read: (field: Field) => T): T | null {
    return this.value === null ? null : read(this);
  }

  flag(): boolean {
    if (typeof this.value !== "boolean") throw this.mustBe("true or false");
    return this.value;
  }

  /** A whole number of at least 1. */
  count(): number {
    if (!Number.isSafeInteger(this.value) || (this.value as number) < 1) throw this.mustBe("whole number from 1");
    return this.value as number;
  }

  callable(): void {
    if (typeof this.value !== "function") throw this.mustBe("function");
  }

  /** One of these words. `noun` names their kind in the error, for example `level`. */
  oneOf<T extends string>(words: readonly T[], noun: string): T {
    const word = words.find((each) => each === this.value);
    if (word !== undefined) return word;
    const hint = typeof this.value === "string" ? suggestion(this.value, words) : "";
    throw this.wrong(`is ${this.shown}, which is not a ${noun}${hint}: choose from ${words.join(", ")}`);
  }

  /** The value as errors show it: only the beginning of a long text, and only the kind of an object or a list. */
  get shown(): string {
    const { value } = this;
    if (typeof value === "function") return "a function";
    if (typeof value !== "object" || value === null) {
      const text = typeof value === "string" ? JSON.stringify(value) : String(value);
      return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
    }
    return Array.isArray(value) ? "a list" : "an object";
  }

  private mustBe(kind: string): Error {
    const wanted = kind === "true or false" ? kind : `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`;
    return this.wrong(this.isGiven ? `is ${this.shown}: it must be ${wanted}` : `is missing: it must be ${wanted}`);
  }
}
