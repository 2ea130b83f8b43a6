import { describe, expect, test } from "vitest";
import { newAnalyzer } from "../../src/capture/follow.js";
import { type LineReader, scanInto } from "../../src/capture/scan.js";
import { LineSplitter } from "../../src/core/strace/line-splitter.js";
import { LineScanner } from "../../src/engine/host/line-scanner.js";
import { hasSimd, loadEngine } from "../../src/engine/host/load.js";
import { engineOf } from "./engine.js";

/** A line that is asked about, as a `LineSink` hears of it. */
type Asked = readonly [text: string, isCut: boolean, oddity: string | undefined];

const engine = engineOf("simd");

/** What the scanner asks about, and what the splitter of the core gives: the same, if no line is read. */
function asked(chunks: readonly string[]): { readonly scanner: Asked[]; readonly splitter: Asked[] } {
  const scanned: Asked[] = [];
  const split: Asked[] = [];
  const into =
    (list: Asked[]) =>
    (bytes: Uint8Array, start: number, end: number, _pid: number | null, isCut: boolean, oddity?: string): void => {
      list.push([Buffer.from(bytes.subarray(start, end)).toString("latin1"), isCut, oddity]);
    };
  const scanner = new LineScanner(engine, { line: () => {}, ask: into(scanned) });
  const splitter = new LineSplitter(into(split), { waits: true });
  for (const each of [scanner, splitter]) {
    for (const chunk of chunks) each.push(Buffer.from(chunk, "latin1"));
    each.finish();
  }
  return { scanner: scanned, splitter: split };
}

/** How many objects hold the bytes of the lines that are asked about, if one engine gets these chunks. */
function views(chunks: readonly string[], applies: boolean): number {
  const seen = new Set<Uint8Array>();
  const ask = (bytes: Uint8Array): unknown => seen.add(bytes);
  const scanner = new LineScanner(engineOf("simd"), { line: () => {}, ask }, applies);
  for (const chunk of chunks) scanner.push(Buffer.from(chunk, "latin1"));
  return seen.size;
}

// a reader that searches a chunk for a byte need not do it again for each line: that would take the square of the time
test.each([false, true])("the bytes of a chunk are one object for all of its lines (applies: %s)", (applies) => {
  const lines = "\n".repeat(5_000);
  expect(views([lines], applies)).toBe(1);
  expect(views([lines, lines, lines], applies)).toBe(3); // what was found in one chunk says nothing of the next
});

describe("a line that is asked about is the line that the core cuts", () => {
  const long = "x".repeat(1 << 20);
  test.each([
    ["nothing", [""]],
    ["empty lines", ["\n\n", "\r\n"]],
    ["a last line without a newline", ["a\nb"]],
    ["a last line that ends in a return", ["a\r\nb\r"]],
    ["a return and its newline in two chunks", ["a\r", "\nb\n"]],
    ["two returns", ["a\r\r\n"]],
    ["a line of 4 MB", [long, long, long, long, "\nnext\n"]],
    ["a line of more than 4 MB", [long, long, long, long, "y\nnext\n"]],
    ["a line of much more", [long, long, long, long, long, long, "y\nnext", "\n"]],
    ["a last line of much more", [long, long, long, long, long, long]],
    ["two of them", [long, long, long, long, `${long}\n${long}`, long, long, long, `${long}\nnext\n`]],
  ])("%s", (_what, chunks) => {
    const { scanner, splitter } = asked(chunks);
    expect(scanner).toEqual(splitter);
  });
});

test("lines are counted, those that are asked about and those that are too long too", () => {
  const numbers: number[] = [];
  const scanner = new LineScanner(engineOf("simd"), { line: (view) => numbers.push(view.line), ask: () => {} });
  const long = Buffer.alloc(17_000_000, "x");
  for (const chunk of ["close(3) = 0\n?\nclose(3) = 0\n", long, "\nclose(3) = 0\n"]) scanner.push(Buffer.from(chunk));
  scanner.finish();
  expect(numbers).toEqual([1, 3, 5]);
});

// who reads a line may have the engine keep something, for which its memory may grow: the buffer that it was is empty then
test.each([false, true])("a line stays while it is read, and the memory grows (applies: %s)", (applies) => {
  const grown = engineOf("simd");
  const read: string[] = [];
  const textOf = (bytes: Uint8Array, start: number, end: number): string => {
    grown.memory.grow(1);
    return Buffer.from(bytes.subarray(start, end)).toString("latin1");
  };
  const scanner = new LineScanner(
    grown,
    {
      line: (view) => read.push(`${textOf(view.bytes, view.start, view.end)} ${view.name} ${view.argumentsText}`),
      ask: (bytes, start, end) => read.push(textOf(bytes, start, end)),
    },
    applies,
  );
  const long = "x".repeat(17_000_000);
  for (const chunk of ["<asked>\nclose(3) = 0\n<asked ", "too>\n", `${long}\n<after it>\n`, long, "\n<at the end>"]) {
    scanner.push(Buffer.from(chunk));
  }
  scanner.finish();
  const short = long.slice(0, 1024);
  const asked = ["<asked>", "<asked too>", short, "<after it>", short, "<at the end>"];
  expect(read.filter((each) => !each.startsWith("close"))).toEqual(asked);
  if (!applies) expect(read).toContain("close(3) = 0 close 3");
});

test("more lines than there is room for records", () => {
  let count = 0;
  const scanner = new LineScanner(engine, { line: () => count++, ask: () => {} });
  scanner.push(Buffer.from("close(3) = 0\n".repeat(5_000)));
  scanner.finish();
  expect(count).toBe(5_000);
});

describe("the last whole line of a chunk", () => {
  test("waits for the next one, or until more bytes may take a while", () => {
    const numbers: number[] = [];
    const scanner = new LineScanner(engineOf("simd"), { line: (view) => numbers.push(view.line), ask: () => {} });
    scanner.push(Buffer.from("close(3) = 0\nclose(4) = 0\nclo"));
    expect(numbers).toEqual([1]);
    scanner.settle();
    expect(numbers).toEqual([1, 2]);
    scanner.push(Buffer.from("se(5) = 0\n"));
    expect(numbers).toEqual([1, 2]);
    scanner.settle();
    expect(numbers).toEqual([1, 2, 3]);
  });

  test("need not be read by the host, because the next one is seen", () => {
    let handed = 0;
    const { reader } = newAnalyzer({}, {});
    const counting: LineReader = {
      ...reader,
      line: (...line) => {
        handed++;
        reader.line(...line);
      },
      scanned: (line) => {
        handed++;
        reader.scanned(line);
      },
    };
    const lines = scanInto("x.strace", counting);
    const line = Buffer.from('7 write(3, "a", 1) = 1\n'); // a dump may follow it
    for (let chunk = 0; chunk < 3_000; chunk++) lines.push(line); // the host looks at the first 2,000 for signs of options
    handed = 0;
    for (let chunk = 0; chunk < 100; chunk++) lines.push(line);
    expect(handed).toBe(0);
    lines.settle?.();
    expect(handed).toBe(1);
  });
});

test("where WebAssembly has vectors, the build with them is loaded", () => {
  const loaded: string[] = [];
  const read = (name: string) => (): Uint8Array => {
    loaded.push(name);
    return new Uint8Array([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]); // a module of nothing
  };
  loadEngine({ simd: read("simd"), scalar: read("scalar") });
  expect(hasSimd()).toBe(true);
  expect(loaded).toEqual(["simd"]);
});
