import fc from "fast-check";
import type { FRAMINGS, State } from "./read-log.js";

/** A response, and what a parser must find in it. */
export interface KnownResponse {
  readonly text: string;
  readonly status: number;
  readonly minor: number;
  readonly framing: (typeof FRAMINGS)[number];
  /** The declared length; 0 without one. */
  readonly length: number;
  readonly closes: boolean;
  /** Bytes of its body, without what frames them. */
  readonly body: number;
  /** What its bytes are, in order. */
  readonly classes: readonly Run[];
}

/** Some bytes of one class. */
export interface Run {
  readonly as: State;
  readonly bytes: number;
}

interface DrawnBody {
  readonly fields: (nl: string) => string;
  readonly framing: KnownResponse["framing"];
  readonly length: number;
  readonly text: (nl: string) => string;
  readonly body: number;
  readonly classes: (nl: string) => readonly Run[];
  /** Null: any. */
  readonly status: number | null;
}

/** Of a head that is cut within a length such as 300, what is left (`00` CRLF CRLF) looks like a last chunk: nobody could tell. */
const sizes = fc
  .oneof(fc.nat(40), fc.constantFrom(1, 301, 2_047, 2_048, 3_001))
  .filter((size) => size === 0 || size % 10 !== 0);

/** @param filling what a body is made of, again and again */
const sized = (filling: fc.Arbitrary<string>): fc.Arbitrary<DrawnBody> =>
  fc.tuple(sizes, filling, fc.constantFrom("Content-Length: ", "content-length:\t", "CONTENT-LENGTH:00")).map(
    ([length, bytes, name]): DrawnBody => ({
      fields: (nl) => `${name}${length}${nl}`,
      framing: "content-length",
      length,
      text: () => filled(bytes, length),
      body: length,
      classes: () => [{ as: "fixed", bytes: length }],
      status: null,
    }),
  );

const chunked = (filling: fc.Arbitrary<string>): fc.Arbitrary<DrawnBody> => {
  const chunk = fc.record({
    length: sizes.filter((size) => size > 0),
    bytes: filling,
    before: fc.constantFrom("", "0", "000"),
    // what ends in a digit of a size, and is cut there, may look like a chunk that fills its write: nobody could tell
    after: fc.constantFrom("", "", ";a=z", " ;x"),
  });
  const trailers = fc.constantFrom("", "", "a: z", "X-Sum: none");
  return fc.tuple(fc.array(chunk, { maxLength: 4 }), trailers).map(([chunks, field]): DrawnBody => {
    const lineOf = ({ length, before, after }: (typeof chunks)[number], nl: string): string =>
      `${before}${length.toString(16)}${after}${nl}`;
    const end = (nl: string): string => (field === "" ? nl : `${field}${nl}${nl}`);
    return {
      fields: (nl) => `Transfer-Encoding: chunked${nl}`,
      framing: "chunked",
      length: 0,
      text: (nl) =>
        `${chunks.map((one) => `${lineOf(one, nl)}${filled(one.bytes, one.length)}${nl}`).join("")}0${nl}${end(nl)}`,
      body: chunks.reduce((sum, { length }) => sum + length, 0),
      classes: (nl) => [
        ...chunks.flatMap((one): Run[] => [
          { as: "chunk-size", bytes: lineOf(one, nl).length },
          { as: "chunk-data", bytes: one.length },
          { as: "chunk-end", bytes: nl.length },
        ]),
        { as: "chunk-size", bytes: 1 + nl.length },
        { as: "trailers", bytes: end(nl).length },
      ],
      status: null,
    };
  });
};

const bodiless: DrawnBody = {
  fields: () => "",
  framing: "none",
  length: 0,
  text: () => "",
  body: 0,
  classes: () => [],
  status: 204,
};

function filled(bytes: string, length: number): string {
  return bytes.repeat(length / bytes.length + 1).slice(0, length);
}

const others = fc.array(
  fc.constantFrom("Server: x", "Etag: W/...", "X: cut here", `Cookie: ${"c".repeat(300)}`, "Connection: close"),
  { maxLength: 3 },
);

function responses(filling: fc.Arbitrary<string>, lines: fc.Arbitrary<string>): fc.Arbitrary<KnownResponse[]> {
  const body = fc.oneof(
    { weight: 4, arbitrary: sized(filling) },
    { weight: 4, arbitrary: chunked(filling) },
    fc.constant(bodiless),
  );
  const one = fc.record({ body, fields: others, nl: lines });
  return fc.array(one, { minLength: 1, maxLength: 4 }).map((all) =>
    all.map(({ body: drawn, fields, nl }, index): KnownResponse => {
      const status = drawn.status ?? 210 + index;
      const own = fields.map((field) => `${field}${nl}`).join("");
      const head = `HTTP/1.1 ${status} OK${nl}${own}${drawn.fields(nl)}${nl}`;
      return {
        text: head + drawn.text(nl),
        status,
        minor: 1,
        framing: drawn.framing,
        length: drawn.length,
        closes: fields.includes("Connection: close"),
        body: drawn.body,
        classes: [{ as: "head", bytes: head.length }, ...drawn.classes(nl)],
      };
    }),
  );
}

/** Responses whose bodies look like anything that HTTP knows. */
export const knownResponses = responses(
  fc.constantFrom("d", "0\r\n\r\n", "5\r\nhello\r\n", "HTTP/1.1 200 OK\r\n\r\n", "\x01\xff", "a: b\r\n"),
  fc.constantFrom("\r\n", "\r\n", "\n"),
);
/** The same with bodies that look like nothing else, and lines that end as they should. */
export const plainResponses = responses(fc.constantFrom("d", "\x01z\xfe"), fc.constant("\r\n"));

/** A request, and what a reader must find in it. */
export interface KnownRequest {
  readonly text: string;
  readonly method: string;
  readonly target: string;
  /** Bytes of its head. */
  readonly head: number;
  /** Bytes of a body with a length; null if it has none, or chunks. */
  readonly length: number | null;
}

const requestBody = fc.oneof(
  fc.constant({ fields: "", bytes: "", length: null }),
  sizes.map((length) => ({ fields: `Content-Length: ${length}\r\n`, bytes: "b".repeat(length), length })),
  sizes.map((length) => ({
    fields: "Transfer-Encoding: chunked\r\n",
    bytes: `${(length + 1).toString(16)}\r\n${"c".repeat(length + 1)}\r\n0\r\n\r\n`,
    length: null,
  })),
);

/** Requests, one after the other. */
export const knownRequests: fc.Arbitrary<KnownRequest[]> = fc.array(
  fc
    .tuple(
      fc.constantFrom("GET", "POST", "HEAD", "M-SEARCH", "P"),
      fc.constantFrom("/", "*", "/a?b=...", "http://a/", `/${"p".repeat(300)}`),
      fc.constantFrom("", "\r\n"),
      requestBody,
    )
    .map(([method, target, before, { fields, bytes, length }]) => {
      const head = `${before}${method} ${target} HTTP/1.1\r\nHost: a\r\n${fields}\r\n`;
      return { text: head + bytes, method, target, head: head.length, length };
    }),
  { minLength: 1, maxLength: 6 },
);
