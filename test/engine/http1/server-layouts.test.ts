import fc from "fast-check";
import { expect, test } from "vitest";
import { analyzeText } from "../../../src/index.js";
import { budget } from "../../budget.js";

const HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const LAST = "0\r\n\r\n";
const TRAILERS = "X-Sum: 1234567890abcdef\r\nX-More: 1234567890abcdef\r\n";

/** The buffers of one write. */
type Write = readonly string[];
interface Chunk {
  readonly size: string;
  readonly data: string;
}

/** How servers lay out the same response in their writes. */
const LAYOUTS: Readonly<Record<string, (chunks: readonly Chunk[], last: string) => Write[]>> = {
  aiohttp: (chunks, last) => [[HEAD], ...chunks.map(({ size, data }) => [`${size}${data}\r\n`]), [last]],
  "aiohttp, last chunk joined": (chunks, last) =>
    joinLast([[HEAD], ...chunks.map(({ size, data }) => [`${size}${data}\r\n`])], last),
  node: (chunks, last) => {
    const [first, ...others] = chunks.map(({ size, data }) => [size.slice(0, -2), "\r\n", data, "\r\n"]);
    const [line = "", ...rest] = first ?? [];
    return [[HEAD + line, ...rest], ...others, [last]];
  },
  "node, corked": (chunks, last) => [
    [HEAD, ...chunks.flatMap(({ size, data }) => [size.slice(0, -2), "\r\n", data, "\r\n"]), last],
  ],
  puma: (chunks, last) => [[HEAD], ...chunks.flatMap(({ size, data }) => [[size], [data], ["\r\n"]]), [last]],
  "size line in front": (chunks, last) => [
    [HEAD],
    ...chunks.flatMap(({ size, data }) => [[size], [`${data}\r\n`]]),
    [last],
  ],
  "next size line behind": (chunks, last) => {
    const datas = chunks.map(({ data }, at) => [`${data}\r\n${chunks[at + 1]?.size ?? last}`]);
    return [[HEAD + (chunks[0]?.size ?? last)], ...datas];
  },
  "next size line behind, data alone": (chunks, last) => {
    const datas = chunks.flatMap(({ data }, at) => [[data], [`\r\n${chunks[at + 1]?.size ?? last}`]]);
    return [[HEAD + (chunks[0]?.size ?? last)], ...datas];
  },
  "CRLF with the next chunk": (chunks, last) => [
    [HEAD],
    ...chunks.map(({ size, data }, at) => [`${at === 0 ? "" : "\r\n"}${size}${data}`]),
    [chunks.length === 0 ? last : `\r\n${last}`],
  ],
  hyper: (chunks, last) => [[HEAD], ...chunks.map(({ size, data }) => [size, data, "\r\n"]), [last]],
  nginx: (chunks, last) => [
    [HEAD],
    ...chunks.map(({ size, data }, at) => [size, data, at === chunks.length - 1 ? `\r\n${last}` : "\r\n"]),
    ...(chunks.length === 0 ? [[last]] : []),
  ],
  haproxy: (chunks, last) => [[HEAD + chunks.map(({ size, data }) => `${size}${data}\r\n`).join("") + last]],
  "two chunks a write": (chunks, last) => {
    const whole = chunks.map(({ size, data }) => `${size}${data}\r\n`);
    return [[HEAD], ...whole.flatMap((one, at) => (at % 2 === 0 ? [[one + (whole[at + 1] ?? "")]] : [])), [last]];
  },
};

function joinLast(writes: Write[], last: string): Write[] {
  const [final = [], ...others] = writes.toReversed();
  return [...others.toReversed(), [...final.slice(0, -1), (final.at(-1) ?? "") + last]];
}

/** Data that is a chunk by itself. */
const CHUNK = "5\r\nhello\r\n";

const data = fc.oneof(
  fc.integer({ min: 1, max: 5000 }).map((size) => "x".repeat(size)),
  fc.constantFrom(3, 20, 200, 1500).map((size) => "x".repeat(size)),
  // a body about HTTP: its own bytes look like framing
  fc.constantFrom(LAST, `\r\n${LAST}`, `how to end it:\r\n${LAST}`, CHUNK, `${HEAD}5\r\n`, `${HEAD}${LAST}`),
);

const drawn = fc.record({
  layout: fc.constantFrom(...Object.keys(LAYOUTS)),
  datas: fc.array(data, { maxLength: 5 }),
  extension: fc.constantFrom("", "", ";a=b", ';name="a long value of an extension"'),
  hasTrailers: fc.constantFrom(false, false, true),
  limit: fc.constantFrom(0, 8, 32, 64, 512),
  /** How many of the writes the program makes; null if all. */
  stop: fc.option(fc.nat(12)),
  /** Bytes that the kernel refuses of the last write that the program makes, as a share. */
  refused: fc.option(fc.double({ min: 0.01, max: 1, noNaN: true }), { freq: 5 }),
  end: fc.constantFrom("close", "shut-wr", "next", "peer"),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer Value> ? Omit<Value, "limit"> & { readonly limit: number } : never;

const quoted = (text: string): string => text.replaceAll('"', '\\"').replaceAll("\r", "\\r").replaceAll("\n", "\\n");
const printed = (text: string, limit: number): string =>
  `"${quoted(text.slice(0, limit))}"${text.length > limit ? "..." : ""}`;

interface Printed {
  readonly text: string;
  readonly isWhole: boolean;
  /**
   * The three assumptions. A program that begins its writes with chunks does not stop between a size line and its data; a
   * last write that is a last chunk and nothing else is not the data of a chunk; nor is one of a whole chunk and five hidden
   * bytes, which may also be the CRLF after such data and the size line of the next chunk.
   */
  readonly looksEnded: boolean;
}

function print({ layout, datas, extension, hasTrailers, limit, stop, refused, end }: Drawn): Printed {
  const chunks = datas.map((text) => ({ size: `${text.length.toString(16)}${extension}\r\n`, data: text }));
  const all = LAYOUTS[layout]?.(chunks, hasTrailers ? `0\r\n${TRAILERS}\r\n` : LAST) ?? [];
  const made = all.slice(0, stop === null ? undefined : Math.max(1, stop));
  const written = made.map((buffers) => buffers.join(""));
  const asked = written.at(-1)?.length ?? 0;
  const least = made.length === 1 ? HEAD.length : 0; // less of a head is no response yet
  const taken = refused === null ? asked : Math.max(Math.floor(asked * (1 - refused)), least);
  const isWhole = made.length === all.length && taken === asked;
  const lines = ["# strace -f -e trace=network,desc,process", "10 accept4(3, NULL, NULL, 0) = 7"];
  lines.push('10 read(7, "GET /a HTTP/1.1\\r\\n\\r\\n", 8192) = 19');
  for (const [at, buffers] of made.entries()) {
    const { length } = buffers.join("");
    const result = at < made.length - 1 ? length : taken === 0 ? "-1 EAGAIN (Resource temporarily unavailable)" : taken;
    const iovec = buffers.map((text) => `{iov_base=${printed(text, limit)}, iov_len=${text.length}}`).join(", ");
    if (buffers.length > 1) lines.push(`10 writev(7, [${iovec}], ${buffers.length}) = ${result}`);
    else lines.push(`10 write(7, ${printed(buffers[0] ?? "", limit)}, ${length}) = ${result}`);
  }
  if (end === "next" && isWhole) {
    lines.push('10 read(7, "GET /b HTTP/1.1\\r\\n\\r\\n", 8192) = 19');
    lines.push('10 write(7, "HTTP/1.1 204 No Content\\r\\n\\r\\n", 27) = 27');
  }
  if (end === "shut-wr") lines.push("10 shutdown(7, SHUT_WR) = 0");
  if (end === "peer") lines.push('10 read(7, "", 8192) = 0');
  lines.push("10 close(7) = 0");
  const final = written.at(-1) ?? "";
  const tail = final.slice(0, taken);
  const isSizeLine = extension === "" && /(?:^|\n)[1-9a-f][0-9a-f]{2}\r\n$/.test(tail);
  const isLastChunk = [LAST, `\r\n${LAST}`].includes(made.at(-1)?.at(-1) ?? "") && taken === asked;
  const isWholeChunk = tail.length > limit && tail.length === CHUNK.length + LAST.length && tail.startsWith(CHUNK);
  const looksEnded = (isSizeLine && tail.length > limit) || isLastChunk || isWholeChunk;
  return { text: `${lines.join("\n")}\n`, isWhole, looksEnded };
}

const verdictOf = (text: string): string | undefined =>
  analyzeText(text).connections[0]?.exchanges.find(({ request }) => request?.target === "/a")?.verdict;

test("however a server lays out its chunks: no whole response is truncated, and no cut one complete", () => {
  fc.assert(
    fc.property(drawn, (drawing) => {
      const { text, isWhole, looksEnded } = print(drawing);
      const verdict = verdictOf(text);
      if (isWhole) expect(verdict, text).not.toBe("truncated");
      else if (!looksEnded) expect(verdict, text).not.toBe("complete");
    }),
    budget(3000),
  );
});

test("with every byte in view nothing is undetermined, unless the peer left first", () => {
  fc.assert(
    fc.property(drawn, (drawing) => {
      const end = drawing.end === "peer" ? "close" : drawing.end;
      const { text, isWhole } = print({ ...drawing, end, limit: 10_000_000 });
      expect(verdictOf(text), text).toBe(isWhole ? "complete" : "truncated");
    }),
    budget(500),
  );
});
