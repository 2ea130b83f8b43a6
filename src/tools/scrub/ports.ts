/** The highest port whose service IANA names to the public, besides those below. */
const LAST_PUBLIC = 1023;
const PUBLIC: ReadonlySet<number> = new Set([8000, 8080, 8443]);
const LARGEST = 65_535;
/** The first port that a program gets without asking (RFC 6335, section 6): names are counted from here. */
const FIRST_DYNAMIC = 49_152;

/** Replaces ports, the same by the same. Those of public services give nothing away, and stay. */
export class Ports {
  readonly #known = new Map<number, number>();
  #next = FIRST_DYNAMIC;

  /** The replacement of a port as strace prints it; null for text that is no port. */
  of(text: string): string | null {
    const port = Number(text);
    return /^(?:0|[1-9]\d{0,4})$/.test(text) && port <= LARGEST ? String(this.#of(port)) : null;
  }

  /** The replacement of a port's two bytes, as `-X raw` prints them; null unless they are two. */
  ofBytes(bytes: string): string | null {
    if (bytes.length !== 2) return null;
    const port = this.#of(bytes.charCodeAt(0) * 256 + bytes.charCodeAt(1));
    return String.fromCharCode(port >> 8, port & 255);
  }

  #of(port: number): number {
    if (port <= LAST_PUBLIC || PUBLIC.has(port)) return port;
    const known = this.#known.get(port);
    if (known !== undefined) return known;
    const name = this.#next;
    this.#known.set(port, name);
    do this.#next = this.#next === LARGEST ? LAST_PUBLIC + 1 : this.#next + 1;
    while (PUBLIC.has(this.#next));
    return name;
  }
}
