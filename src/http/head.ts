/** The start of a response, RFC 9112 section 4. */
export interface ResponseHead {
  readonly status: number;
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

/** The start of a request, RFC 9112 section 3. */
export interface RequestHead {
  readonly method: string;
  readonly target: string;
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})(?: |$)/;
const REQUEST_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\S+) HTTP\/1\.[01]$/;

/** The offset just behind the empty line that ends a head, or -1 (a bare LF counts, RFC 9112 section 2.2). */
export function endOfHead(text: string): number {
  const strict = text.indexOf("\r\n\r\n");
  const bare = text.indexOf("\n\n");
  if (strict < 0) return bare < 0 ? -1 : bare + 2;
  return bare < 0 || strict < bare ? strict + 4 : bare + 2;
}

/** True where the text is, or may still become, the start of an HTTP/1 response. */
export function mayStartResponse(text: string): boolean {
  const start = "HTTP/1.";
  return text.startsWith(start) || (text.length < start.length && start.startsWith(text));
}

/** True where the text is, or may still become, the start of a request line. */
export function mayStartRequest(text: string): boolean {
  return /^[A-Z][A-Z-]{0,19}(?: |$)/.test(text);
}

/** The status of a head that was cut somewhere behind its first line, or null. */
export function statusOf(seen: string): number | null {
  const status = /^HTTP\/1\.[01] (\d{3}) /.exec(seen)?.[1];
  return status === undefined ? null : Number(status);
}

export function parseResponseHead(text: string): ResponseHead | null {
  const end = endOfLine(text, 0);
  const status = STATUS_LINE.exec(withoutReturn(text, 0, end))?.[1];
  return status === undefined ? null : { status: Number(status), fields: parseFields(text, end + 1) };
}

export function parseRequestHead(text: string): RequestHead | null {
  const end = endOfLine(text, 0);
  const [, method, target] = REQUEST_LINE.exec(withoutReturn(text, 0, end)) ?? [];
  if (method === undefined || target === undefined) return null;
  return { method, target, fields: parseFields(text, end + 1) };
}

/** The fields that decide something here; a head has many others. */
const NEEDED: ReadonlySet<string> = new Set(["content-length", "transfer-encoding", "upgrade", "expect"]);
const NEEDED_LENGTHS: ReadonlySet<number> = new Set([...NEEDED].map(({ length }) => length));

function parseFields(text: string, start: number): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (let at = start; at < text.length; ) {
    const end = endOfLine(text, at);
    const colon = text.indexOf(":", at);
    if (colon > at && colon < end && NEEDED_LENGTHS.has(colon - at)) {
      const name = text.slice(at, colon).toLowerCase();
      const values = fields.get(name) ?? [];
      values.push(text.slice(colon + 1, end).trim());
      if (NEEDED.has(name)) fields.set(name, values);
    }
    at = end + 1;
  }
  return fields;
}

function endOfLine(text: string, start: number): number {
  const newline = text.indexOf("\n", start);
  return newline < 0 ? text.length : newline;
}

function withoutReturn(text: string, start: number, end: number): string {
  return text.slice(start, text.charCodeAt(end - 1) === 0x0d ? end - 1 : end);
}
