const LF = 0x0a;
const CR = 0x0d;

/** The offset right after the empty line that ends a head, or -1. A bare LF counts (RFC 9112 section 2.2). */
export function endOfHead(text: string): number {
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    const next = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
    if (next === LF) return at + 2;
    if (next === CR && text.startsWith("\r\n\r\n", at - 1)) return at + 3;
  }
  return -1;
}
