import { maskFields } from "../heads.js";
import { blankWords } from "../line/mask.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { REASONS } from "../vocabulary.js";
import { ByteParts, type CallBytes } from "./call-bytes.js";

/** Bytes of a head that stay, at most; the rest of a longer one is replaced. */
const LONGEST = 65_536;
/** The empty line: lines end with LF or CRLF (RFC 3875, section 6.2). */
const END = /^\r?\n|\n\r?\n/;
const STATUS_LINE = /^HTTP\/\d\.\d \d{3}(?= |\r?$)/;
const STATUS = /^status[ \t]*:[ \t]*(?:\d{3}(?= |[ \t]*\r?$))?/i;

/** Fields by which a program has the web server send a file: the analysis looks for them (core/protocols/cgi/cgi-head.ts). */
const SENDS_FILE = /^x-(?:accel-redirect|sendfile2?|lighttpd-send-file)(?=[ \t]*:)/i;

/** The head of a CGI response, which may come in several calls. */
export class CgiHeadMask {
  #parts: ByteParts | null = new ByteParts(LONGEST);

  constructor(private readonly names: Pseudonyms) {}

  /** So many bytes of the response, from `at` on in this call. */
  add(call: CallBytes, at: number, length: number): void {
    const parts = this.#parts;
    if (!parts) return;
    parts.add(call, at, length);
    const end = END.exec(parts.text);
    if (end || !parts.isWhole) this.#parts = null;
    const head = end ? parts.text.slice(0, end.index + end[0].length) : parts.text;
    if (this.#parts === null) parts.print(maskCgiHead(head, this.names));
  }

  /** It will not go on. */
  end(): void {
    this.#parts?.print(maskCgiHead(this.#parts.text, this.names));
    this.#parts = null;
  }
}

/** The head of a CGI response, or its beginning. What frames the response stays (core/protocols/cgi/cgi-head.ts). */
export function maskCgiHead(text: string, names: Pseudonyms): string {
  return text.replace(/[^\n]+/g, (line, at: number) => {
    if (at + line.length === text.length) return line.replace(/[^\r]/g, "x"); // a line without its end says nothing
    return maskLine(line, names);
  });
}

function maskLine(line: string, names: Pseudonyms): string {
  const [start = ""] = STATUS_LINE.exec(line) ?? STATUS.exec(line) ?? [];
  const [file = ""] = SENDS_FILE.exec(line) ?? [];
  if (start === "") return file + maskFields(`${line}\n`, names).slice(file.length, -1);
  const [, space = "", reason = "", end = ""] = /^(\s*)(.*?)(\r?)$/s.exec(line.slice(start.length)) ?? [];
  return start + space + (REASONS.has(reason) ? reason : blankWords(reason)) + end;
}
