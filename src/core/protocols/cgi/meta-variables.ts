import type { Request } from "../exchange.js";

/** Characters of a name that are kept: a longer one is none of those that are asked for. */
const LONGEST_NAME = 16;
/** Characters of a value that are kept. */
export const LONGEST_VALUE = 2048;
const METHOD = "REQUEST_METHOD";
const TARGET = "REQUEST_URI";
const SCRIPT = "SCRIPT_NAME";
const WANTED: ReadonlySet<string> = new Set([METHOD, TARGET, SCRIPT]);
const TOKEN = /^[!#-'*+.0-9A-Z^-z|~-]{1,64}$/;

/** The meta-variables of a request (RFC 3875, section 4.1) that say what it asks for. It keeps three values, each bounded. */
export class MetaVariables {
  readonly #values = new Map<string, string>();

  /** How many characters of a name are worth keeping. */
  static readonly longestName = LONGEST_NAME;

  /** How many characters of the value of this name are worth keeping. */
  static room(name: string): number {
    return WANTED.has(name) ? LONGEST_VALUE : 0;
  }

  set(name: string, value: string): void {
    if (WANTED.has(name)) this.#values.set(name, value);
  }

  /** Null if the method was not seen. */
  get method(): string | null {
    const method = this.#values.get(METHOD);
    return method !== undefined && TOKEN.test(method) ? method : null;
  }

  /** The request on this line; null if its method was not seen. */
  request(line: number): Request | null {
    const { method } = this;
    if (method === null) return null;
    const target = this.#values.get(TARGET) || this.#values.get(SCRIPT) || "...";
    return { method, target, line };
  }
}
