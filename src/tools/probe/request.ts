import { UnflushedError } from "../../errors.js";
import type { HeaderField, ProbePlan } from "./plan.js";

const PIECE = 65_536; // bytes
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** The bytes of a request: first the head, then the body in pieces, so that a large body is never in memory as a whole. */
export function* requestPieces(plan: ProbePlan): Generator<Buffer> {
  const { upload } = plan;
  yield Buffer.from(headOf(plan), "latin1");
  if (!upload) return;
  const isChunked = upload.framing === "chunked";
  if (upload.bytes <= PIECE) {
    yield Buffer.concat([
      Buffer.from(isChunked ? chunkStart(upload.bytes) : ""),
      filler(upload.bytes),
      lastChunk(plan),
    ]);
    return;
  }
  if (isChunked) yield Buffer.from(chunkStart(upload.bytes));
  for (let left = upload.bytes; left > 0; left -= PIECE) yield filler(Math.min(left, PIECE));
  if (isChunked) yield lastChunk(plan);
}

function headOf({ target, method, fields, upload }: ProbePlan): string {
  const own: HeaderField[] = [{ name: "Host", value: target.authority }];
  if (upload?.framing === "content-length") own.push({ name: "Content-Length", value: String(upload.bytes) });
  if (upload?.framing === "chunked") own.push({ name: "Transfer-Encoding", value: "chunked" });
  const given = new Set(fields.map(({ name }) => name.toLowerCase()));
  const all = [...own.filter(({ name }) => !given.has(name.toLowerCase())), ...fields];
  return `${method} ${target.path} HTTP/1.1\r\n${all.map(({ name, value }) => `${name}: ${value}\r\n`).join("")}\r\n`;
}

function filler(bytes: number): Buffer {
  return Buffer.alloc(bytes, "i");
}

/** An empty body consists of the last chunk alone (RFC 9112, section 7.1). */
function chunkStart(bytes: number): string {
  return bytes > 0 ? `${bytes.toString(16)}\r\n` : "";
}

function lastChunk({ upload }: ProbePlan): Buffer {
  if (upload?.framing !== "chunked") return Buffer.alloc(0);
  return Buffer.from(`${upload.bytes > 0 ? "\r\n" : ""}0\r\n\r\n`);
}

/**
 * Reads a header field from the command line: `Name: value`.
 *
 * @throws UnflushedError (`usage`) if it could break the head, or if it frames the body
 */
export function parseField(text: string): HeaderField {
  const colon = text.indexOf(":");
  const field = { name: text.slice(0, Math.max(0, colon)), value: text.slice(colon + 1).trim() };
  if (!TOKEN.test(field.name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(field.value)) {
    throw new UnflushedError("usage", "a header field must be one line like 'Accept: */*': Name, colon, value");
  }
  if (/^(content-length|transfer-encoding)$/i.test(field.name)) {
    throw new UnflushedError("usage", `${field.name} follows from the body: use --post length:BYTES or chunked:BYTES`);
  }
  return field;
}

/**
 * Reads a request method from the command line.
 *
 * @throws UnflushedError (`usage`) if it is not a token, or opens a tunnel
 */
export function parseMethod(text: string): string {
  if (!TOKEN.test(text)) throw new UnflushedError("usage", "a method must be one word such as GET");
  if (text === "CONNECT") throw new UnflushedError("usage", "CONNECT opens a tunnel, which has no body to judge");
  return text;
}
