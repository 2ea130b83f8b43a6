import { asksOtherScheme } from "../../core/protocols/http1/sniffer.js";
import { partsAndMarks } from "../../core/strace/line/pasted/elided-text.js";
import { isElision } from "../../core/strace/line/pasted/elision.js";
import { BODY, blank, blankWords } from "./line/mask.js";
import type { Pseudonyms } from "./pseudonyms.js";
import { maskScheme } from "./schemes.js";
import { FIELDS, FRAMING_VALUES, METHODS, REASONS } from "./vocabulary.js";

/** An HTTP head, or the part that was seen, of the same length. What frames the message stays, the rest is replaced. */
export function maskHead(text: string, names: Pseudonyms): string {
  const end = text.indexOf("\n");
  const first = end < 0 ? text : text.slice(0, end + 1);
  return startLine(first, end >= 0, names) + maskFields(text.slice(first.length), names);
}

/** The field lines of a head or of a trailer section. */
export function maskFields(text: string, names: Pseudonyms): string {
  return text.replace(/[^\r\n]+/g, (line, at: number) => {
    const isCut = at + line.length === text.length;
    return aroundMarks(line, (part, _index, isLast) => maskField(part, isCut && isLast, names));
  });
}

const STATUS_START = "HTTP/1.";
/** A `Content-Length` of less than a terabyte, or several. */
const LENGTHS = /^(?:0*[1-9]\d{0,11}|0+)(?:[ \t]*,[ \t]*(?:0*[1-9]\d{0,11}|0+))*[ \t]*$/;

function startLine(line: string, isWhole: boolean, names: Pseudonyms): string {
  return line.startsWith(STATUS_START) || STATUS_START.startsWith(line)
    ? aroundMarks(line, (part, index, isLast) =>
        index === 0 ? statusLine(part) : maskField(part, !isWhole && isLast, names),
      )
    : requestLine(line, isWhole, names);
}

function statusLine(line: string): string {
  const shape = /^(HTTP\/1\.[01] \d{0,3}(?!\S)|HTTP\/1\.[01]|(?:HTTP\/1\.)?)( ?)(.*)$/s.exec(line);
  if (!shape) return blank(line);
  const [, start = "", space = "", rest = ""] = shape;
  if (start === "") return line; // it is a beginning of `HTTP/1.`
  let end = rest.length;
  while (end > 0 && "\r\n".includes(rest.charAt(end - 1))) end--;
  const reason = rest.slice(0, end);
  return start + space + (REASONS.has(reason) ? reason : blankWords(reason)) + rest.slice(end);
}

const WHOLE_REQUEST = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+ \S+ HTTP\/1\.\d\r?\n$/;

/** Only a known method stays. */
function requestLine(line: string, isWhole: boolean, names: Pseudonyms): string {
  const isRequest = isWhole && WHOLE_REQUEST.test(line);
  const isOther = asksOtherScheme(line);
  let index = 0;
  return line.replace(/\S+/g, (word) => {
    index++;
    if (index === 1 && METHODS.has(word)) return word;
    if (index === 1 && isRequest) return unknownMethod(word);
    if (index === 1) return line.startsWith(word) ? masked(word) : word.replace(/[^-]/g, "X");
    if (index > 2 && /^HTTP\/\d\.\d$/.test(word)) return word;
    if (index > 2) return blank(word);
    const scheme = maskScheme(word);
    const mayBecome = !isWhole && line.endsWith(word) && scheme.length === word.length; // the next call shows what it is
    return names.target(word, isOther || mayBecome ? scheme : null);
  });
}

/** A method of the same length that is not known either. */
function unknownMethod(method: string): string {
  const other = method.replace(/[^-]/g, "X");
  return method === other.toLowerCase() ? other.toLowerCase() : other;
}

/** The letters that the word shares with the start of a status line stay: the parser takes it for one up to there. */
function masked(word: string): string {
  let same = 0;
  while (same < word.length && word[same] === STATUS_START[same]) same++;
  return word.slice(0, same) + word.slice(same).replace(/[^-]/g, "X");
}

/** How a header line begins. */
export const FIELD = /^[!#$%&'*+^_`|~0-9A-Za-z-]+:/;

/** Masks the parts of a line around what a person left out. The marks become dots: their words may say what it was. */
function aroundMarks(line: string, mask: (part: string, index: number, isLast: boolean) => string): string {
  const parts = partsAndMarks(line);
  if (isElision(line) && !parts.some((part) => FIELD.test(part))) return ".".repeat(line.length);
  return parts
    .map((part, index) =>
      index % 2 === 0 ? part && mask(part, index, index === parts.length - 1) : part.replace(/[^ \t\r\n]/g, "."),
    )
    .join("");
}

function maskField(line: string, isCut: boolean, names: Pseudonyms): string {
  const colon = line.indexOf(":");
  if (colon < 0) {
    const isStart = isCut && startsField(line.toLowerCase());
    return isStart ? line : blankWords(line);
  }
  const name = line.slice(0, colon);
  const lower = name.toLowerCase();
  const isKnown = FIELDS.has(lower);
  const value = line.slice(colon + 1);
  return `${isKnown ? name : fieldName(name, names)}:${maskValue(lower, value, isCut, names)}`;
}

function startsField(text: string): boolean {
  for (const field of FIELDS) if (field.startsWith(text)) return true;
  return false;
}

function fieldName(name: string, names: Pseudonyms): string {
  const [, space = "", rest = ""] = /^(\s*)(.*)$/s.exec(name) ?? [];
  return space + (rest === "" ? "" : names.field(rest));
}

function maskValue(field: string, value: string, isCut: boolean, names: Pseudonyms): string {
  const [, space = "", text = ""] = /^(\s*)(.*)$/s.exec(value) ?? [];
  if (text === "") return value;
  if (field === "content-length")
    return space + (isCut ? text.replace(/[1-9]/g, "1").replace(/[^01]/g, "x") : maskLengths(text));
  const words = FRAMING_VALUES.get(field);
  if (words) return space + text.replace(/[^,;=\s]+/g, (word) => (words.has(word.toLowerCase()) ? word : blank(word)));
  names.removed.add("header values", text);
  return space + blank(text);
}

/** Several lengths have to be equal (RFC 9110 section 8.6). Of one that is not, no more stays than that it is another number. */
function maskLengths(text: string): string {
  if (!LENGTHS.test(text)) return text.replace(/[^,\s]+/g, blank);
  const [first = ""] = /\d+/.exec(text) ?? [];
  return text.replace(/\d+/g, (length) => {
    if (Number(length) === Number(first)) return length;
    const other = "1".repeat(length.length);
    return Number(other) === Number(first) ? "2".repeat(length.length) : other;
  });
}

/** A program that fails in a chunked body may write another head instead of the next chunk: that it begins stays. */
const STATUS_INSTEAD = /^HTTP\/1\./;

/** The line of a chunk's size (RFC 9112 section 7.1): its extensions are replaced. */
export function maskChunkSize(text: string): string {
  const size = (STATUS_INSTEAD.exec(text) ?? /^\s*0*[0-9a-fA-F]{1,8}(?=\s*(?:;|$))/.exec(text))?.[0] ?? "";
  return size + text.slice(size.length).replace(/[^;\s]/g, BODY);
}

/** The same of a line of which the end is not seen: nothing shows that its digits are a size, so only that they are digits stays. */
export function maskBegunSize(text: string): string {
  return maskChunkSize(text).replace(/^\s*[0-9a-fA-F]+/, (size) => size.replace(/[1-9a-fA-F]/g, "1"));
}

/** What stands in the place of the CRLF after a chunk's data: nothing but line ends is kept. */
export function maskChunkEnd(text: string): string {
  const start = STATUS_INSTEAD.exec(text)?.[0] ?? "";
  return start + text.slice(start.length).replace(/[^\r\n]/g, BODY);
}

/** The last bytes of a body: the last chunk, or the rest of some line; then trailers, and an empty line. */
export function maskLastBytes(text: string): string {
  const start = /^\n?0*/.exec(text)?.[0] ?? "";
  return start + text.slice(start.length).replace(/[^\r\n\t :;]/g, BODY);
}
