/** The ranges that are reserved for documentation (RFC 5737). After these come those for measurements (RFC 2544). */
const V4: readonly (readonly [prefix: string, size: number])[] = [
  ["192.0.2.", 254],
  ["198.51.100.", 254],
  ["203.0.113.", 254],
];
const V4_LOCAL = /^(?:127(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}|0\.0\.0\.0|255\.255\.255\.255)$/;
const V4_TEXT = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Replaces addresses by those of documentation ranges. Loopback and wildcard addresses give nothing away, and stay. */
export class Addresses {
  readonly #v4 = new Map<string, string>();
  readonly #v6 = new Map<string, string>();
  count = 0;

  /** The replacement of `10.1.2.3`, `fe80::1` or `::ffff:10.1.2.3`; null for text that is not an address. */
  of(text: string): string | null {
    if (V4_TEXT.test(text)) return this.#ofV4(text);
    if (!text.includes(":") || !/^[0-9a-f:.]+$/i.test(text)) return null;
    const mapped = /^(::ffff:)(\d+\.\d+\.\d+\.\d+)$/i.exec(text);
    if (mapped) return `::ffff:${this.#ofV4(mapped[2] as string)}`;
    return text === "::" || text === "::1" ? text : this.#ofV6(text);
  }

  #ofV4(text: string): string {
    if (V4_LOCAL.test(text)) return text;
    this.count++;
    return known(this.#v4, text, (index) => {
      let left = index;
      for (const [prefix, size] of V4) {
        if (left < size) return `${prefix}${left + 1}`;
        left -= size;
      }
      return `198.${18 + ((left >> 16) & 1)}.${(left >> 8) & 255}.${left & 255}`;
    });
  }

  #ofV6(text: string): string {
    this.count++;
    return known(this.#v6, text, (index) => {
      const low = ((index + 1) & 0xffff).toString(16);
      const high = (index + 1) >> 16;
      return high === 0 ? `2001:db8::${low}` : `2001:db8::${high.toString(16)}:${low}`;
    });
  }

  /** The replacement of an address's bytes, as `-X raw` prints them; null unless they are four or sixteen. */
  ofBytes(bytes: string): string | null {
    const codes = [...bytes].map((byte) => byte.charCodeAt(0));
    if (codes.length === 4) return bytesOfV4(this.#ofV4(codes.join(".")));
    if (codes.length !== 16) return null;
    const isLocal = codes.slice(0, 15).every((code) => code === 0) && (codes[15] as number) < 2;
    if (isLocal) return bytes;
    const hex = codes.map((code) => code.toString(16).padStart(2, "0")).join("");
    const [, tail = ""] = this.#ofV6(hex.replace(/(.{4})(?=.)/g, "$1:")).split("::");
    const groups = tail.split(":").map((group) => Number.parseInt(group, 16));
    const words = [0x2001, 0xdb8, 0, 0, 0, 0, groups.length > 1 ? (groups[0] ?? 0) : 0, groups.at(-1) ?? 0];
    return words.map((word) => String.fromCharCode(word >> 8, word & 255)).join("");
  }
}

function bytesOfV4(address: string): string {
  return address
    .split(".")
    .map((part) => String.fromCharCode(Number(part)))
    .join("");
}

function known(names: Map<string, string>, text: string, make: (index: number) => string): string {
  const name = names.get(text) ?? make(names.size);
  names.set(text, name);
  return name;
}
