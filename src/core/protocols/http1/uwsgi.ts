/** What a request in the uwsgi protocol asks for, as HTTP would say it. */
interface Asked {
  readonly method: string;
  readonly target: string;
}

/** Modifier 1, two bytes of length, modifier 2; then names and values, each with two bytes of length in front. */
export const HEADER = 4;

/** The request that a uwsgi packet stands for (uwsgi-docs, Protocol.html); null if its method was not seen. */
export function uwsgiRequest(seen: string): Asked | null {
  if (seen.length < HEADER || seen.charCodeAt(0) !== 0) return null; // modifier 0: a WSGI request
  const end = HEADER + lengthAt(seen, 1);
  const vars = new Map<string, string>();
  for (let at = HEADER; at < Math.min(end, seen.length); ) {
    const name = textAt(seen, at);
    const value = name === null ? null : textAt(seen, at + 2 + name.length);
    if (name === null || value === null) break;
    vars.set(name, value);
    at += 4 + name.length + value.length;
  }
  const method = vars.get("REQUEST_METHOD");
  return method && /^[A-Z-]+$/.test(method) ? { method, target: vars.get("REQUEST_URI") || "..." } : null;
}

/** Two bytes, the low one first. */
export function lengthAt(seen: string, at: number): number {
  return seen.charCodeAt(at) + 256 * seen.charCodeAt(at + 1);
}

/** A string with its length in front; null if it is not seen whole. */
export function textAt(seen: string, at: number): string | null {
  if (at + 2 > seen.length) return null;
  const end = at + 2 + lengthAt(seen, at);
  return end > seen.length ? null : seen.slice(at + 2, end);
}
