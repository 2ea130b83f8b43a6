const BACKSLASH = "\\";
const SIMPLE: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", v: "\v", f: "\f" };

/** The bytes behind strace's quoting: C escapes, `\xNN`, and octal with one to three digits (util.c, string_quote). */
export function unquote(quoted: string): string {
  let bytes = "";
  let from = 0;
  for (let at = quoted.indexOf(BACKSLASH); at >= 0; at = quoted.indexOf(BACKSLASH, from)) {
    const char = quoted.charAt(at + 1);
    if (char === "") break; // a lone backslash at the end is not strace's
    bytes += quoted.slice(from, at);
    const simple = SIMPLE[char];
    const digits = simple === undefined ? digitsAt(quoted, at + 1) : 0;
    if (digits === 0) bytes += simple ?? char;
    else bytes += String.fromCharCode(numberAt(quoted, at + 1, digits) & 0xff);
    from = at + 2 + Math.max(0, digits - 1);
  }
  return from === 0 ? quoted : bytes + quoted.slice(from);
}

/** How many characters of a numeric escape follow the backslash, the `x` of a hexadecimal one among them. */
function digitsAt(text: string, start: number): number {
  if (text.charCodeAt(start) === 0x78) return /^[0-9a-f]{2}$/.test(text.slice(start + 1, start + 3)) ? 3 : 0;
  let count = 0;
  while (count < 3 && isOctal(text.charCodeAt(start + count))) count++;
  return count;
}

function numberAt(text: string, start: number, digits: number): number {
  if (text.charCodeAt(start) === 0x78) return Number.parseInt(text.slice(start + 1, start + digits), 16);
  let value = 0;
  for (let i = start; i < start + digits; i++) value = value * 8 + text.charCodeAt(i) - 0x30;
  return value;
}

function isOctal(code: number): boolean {
  return code >= 0x30 && code <= 0x37;
}
