/** The fields that decide something here, each with the values of all its lines. A head has many other fields. */
export interface Fields {
  contentLength: string[];
  transferEncoding: string[];
  upgrade: string[];
  expect: string[];
  connection: string[];
}

/** The start of a response, RFC 9112 section 4. */
export interface ResponseHead {
  readonly status: number;
  /** The minor version of HTTP/1: 0 or 1. */
  readonly minor: number;
  readonly fields: Readonly<Fields>;
}

/** The start of a request, RFC 9112 section 3. */
export interface RequestHead {
  readonly method: string;
  readonly target: string;
  readonly fields: Readonly<Fields>;
}

const STATUS_LINE = /^HTTP\/1\.[01] \d{3}(?: |\r?\n|\r?$)/;
const REQUEST_LINE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+ \S+ HTTP\/1\.[01](?:\r?\n|\r?$)/;

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const HYPHEN = 0x2d;
const COLON = 0x3a;

/** The offset right after the empty line that ends a head, or -1. A bare LF counts (RFC 9112 section 2.2). */
export function endOfHead(text: string): number {
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    const next = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
    if (next === LF) return at + 2;
    if (next === CR && text.startsWith("\r\n\r\n", at - 1)) return at + 3;
  }
  return -1;
}

/** True if the text from `at` on is, or may become, the start of an HTTP/1 response. */
export function mayStartResponse(text: string, at: number): boolean {
  const start = "HTTP/1.";
  return text.startsWith(start, at) || (text.length - at < start.length && start.startsWith(text.slice(at)));
}

/** Characters to look at for a method. A word of capitals that has not ended by then may be one. */
const BEGINNING = 16;

/** True if the text from `at` on is, or may become, the start of a request line. */
export function mayStartRequest(text: string, at: number): boolean {
  const end = Math.min(text.length, at + BEGINNING);
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i);
    const isLetter = code >= 0x41 && code <= 0x5a;
    if (isLetter || (code === HYPHEN && i > at)) continue;
    return code === SPACE && i > at;
  }
  return end > at;
}

/** The status of a head that was cut after its status code, or null. */
export function statusOf(seen: string): number | null {
  const status = /^HTTP\/1\.[01] (\d{3}) /.exec(seen)?.[1];
  return status === undefined ? null : Number(status);
}

/** The status line and the fields of a response; null if the text does not begin with a status line. */
export function parseResponseHead(text: string): ResponseHead | null {
  if (!STATUS_LINE.test(text)) return null;
  return { status: Number(text.slice(9, 12)), minor: text.charCodeAt(7) - 0x30, fields: parseFields(text) };
}

/** The request line and the fields of a request; null if the text does not begin with a request line. */
export function parseRequestHead(text: string): RequestHead | null {
  if (!REQUEST_LINE.test(text)) return null;
  const target = text.indexOf(" ") + 1;
  const method = text.slice(0, target - 1);
  return { method, target: text.slice(target, text.indexOf(" ", target)), fields: parseFields(text) };
}

const NONE: string[] = [];

/** The fields after the first line. */
function parseFields(text: string): Fields {
  const fields: Fields = { contentLength: NONE, transferEncoding: NONE, upgrade: NONE, expect: NONE, connection: NONE };
  const add = (name: keyof Fields, value: string): void => {
    if (fields[name] === NONE) fields[name] = [value];
    else fields[name].push(value);
  };
  for (let at = endOfLine(text, 0) + 1, end = 0; at < text.length; at = end + 1) {
    end = endOfLine(text, at);
    if (isNamed(text, at, "content-length")) {
      add("contentLength", valueIn(text, at, end));
    } else if (isNamed(text, at, "transfer-encoding")) {
      add("transferEncoding", valueIn(text, at, end));
    } else if (isNamed(text, at, "upgrade")) add("upgrade", valueIn(text, at, end));
    else if (isNamed(text, at, "connection")) add("connection", valueIn(text, at, end));
    else if (isNamed(text, at, "expect")) add("expect", valueIn(text, at, end));
  }
  return fields;
}

/** True if the line at `at` is a field of this name. The position of the colon rules most others out. */
function isNamed(text: string, at: number, name: string): boolean {
  const colon = at + name.length;
  if (colon >= text.length || text.charCodeAt(colon) !== COLON) return false;
  return text.slice(at, colon).toLowerCase() === name;
}

function valueIn(text: string, start: number, end: number): string {
  return text.slice(text.indexOf(":", start) + 1, end).trim();
}

function endOfLine(text: string, start: number): number {
  const newline = text.indexOf("\n", start);
  return newline < 0 ? text.length : newline;
}
