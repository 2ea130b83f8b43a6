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
  const [first = "", ...lines] = text.split(/\r?\n/);
  const status = STATUS_LINE.exec(first)?.[1];
  return status === undefined ? null : { status: Number(status), fields: parseFields(lines) };
}

export function parseRequestHead(text: string): RequestHead | null {
  const [first = "", ...lines] = text.split(/\r?\n/);
  const [, method, target] = REQUEST_LINE.exec(first) ?? [];
  if (method === undefined || target === undefined) return null;
  return { method, target, fields: parseFields(lines) };
}

function parseFields(lines: readonly string[]): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const name = line.slice(0, colon).toLowerCase();
    const values = fields.get(name) ?? [];
    values.push(line.slice(colon + 1).trim());
    fields.set(name, values);
  }
  return fields;
}
