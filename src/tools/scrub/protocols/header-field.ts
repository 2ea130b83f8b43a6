import type { Pseudonyms } from "../pseudonyms.js";
import { FIELDS, METHODS } from "../vocabulary.js";
import { alike } from "./huffman-writer.js";

/** A string of a header block: its code decides which others are as long. */
export interface CodedText {
  readonly text: string;
  readonly isHuffman: boolean;
}

/** Names that HTTP/2 and gRPC have made public, besides those of HTTP/1. */
const NAMES: ReadonlySet<string> = new Set(
  `:authority :method :path :scheme :status :protocol grpc-status grpc-message grpc-encoding grpc-accept-encoding grpc-timeout priority
  refresh te trailer`.split(/\s+/),
);
/** Values of few words that every program sends. */
const VALUES: ReadonlyMap<string, RegExp> = new Map([
  [":status", /^[1-5]\d\d$/],
  [":scheme", /^https?$/],
  [":protocol", /^websocket$/],
  ["content-length", /^\d{1,12}$/],
  ["content-type", /^application\/grpc(?:\+proto|\+json|-web|-web\+proto)?$/],
  ["grpc-status", /^\d{1,2}$/],
  ["te", /^trailers$/],
]);
/** What the analysis looks at in the type of a gRPC message (core/protocols/http2/verdicts.ts). */
const GRPC = /^application\/grpc(?:[+; -]|$)/i;

/** The name of a field: another one that is as long if it is not public. */
export function maskFieldName({ text, isHuffman }: CodedText, names: Pseudonyms): string {
  if (FIELDS.has(text) || NAMES.has(text)) return text;
  if (!isHuffman) return names.field(text);
  names.removed.add("field names", text);
  return alike(text);
}

/** The value of a field of this name, which is null if it is hidden. */
export function maskValue(name: string | null, value: CodedText, names: Pseudonyms): string {
  const { text } = value;
  if (text === "" || (name !== null && VALUES.get(name)?.test(text))) return text;
  if (name === ":method") return METHODS.has(text) ? text : other(value, "X");
  if (name === ":path" && text !== "*" && text !== "/") return maskPath(value, names);
  if (name === ":path") return text;
  names.removed.add("header values", text);
  const grpc = name === "content-type" ? (GRPC.exec(text)?.[0] ?? "") : "";
  return other(value, grpc);
}

function maskPath({ text, isHuffman }: CodedText, names: Pseudonyms): string {
  if (!isHuffman) return names.target(text);
  names.removed.add("targets", text);
  return alike(text, names.codedTarget(text));
}

function other({ text, isHuffman }: CodedText, lead: string): string {
  return isHuffman ? alike(text, lead) : lead + "x".repeat(text.length - lead.length);
}
