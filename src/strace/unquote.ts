const SIMPLE: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", v: "\v", f: "\f" };

/** The bytes behind strace's quoting: C escapes, `\xNN`, and octal with one to three digits (util.c, string_quote). */
export function unquote(quoted: string): string {
  if (!quoted.includes("\\")) return quoted;
  return quoted.replace(/\\(?:x([0-9a-f]{2})|([0-7]{1,3})|(.))/gs, (_all, hex, octal, other: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    return SIMPLE[other] ?? other;
  });
}
