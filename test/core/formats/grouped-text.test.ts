import { describe, expect, test } from "vitest";
import { plainContext } from "../../../src/core/formats/context.js";
import { textFormat } from "../../../src/core/formats/text/text.js";
import { palette } from "../../../src/core/text/colors.js";
import { forTerminal } from "../../../src/core/text/escape.js";
import { proseBeyond } from "../../cli/prose-beyond.js";
import { type Capture, documentOf, firing, NASTY, NASTY_PATH, nasty, recordsOf, samples } from "./documents.js";

const page = (width: number) => ({ width, paint: palette(false), unicode: true });
const text = (width: number, ...records: Parameters<typeof recordsOf>): string =>
  documentOf(textFormat({ ...plainContext, page: page(width) }), recordsOf(...records));
const sample = (name: string): Capture => {
  const found = samples.find(({ path }) => path === `samples/${name}.strace`);
  if (!found) throw new Error(name);
  return found;
};
const [cut, whole, hidden] = [
  sample("hyper-14.9MB-truncated"),
  sample("node-keep-alive"),
  sample("hyper-network-only"),
] as const;
const copies = (capture: Capture, count: number): Capture[] =>
  Array.from({ length: count }, (_, index) => ({ ...capture, path: `m${index}/${capture.path}` }));
const nothing = { path: "idle.strace", text: "10 accept4(3, NULL, NULL, 0) = 7\n" };

describe("each capture", () => {
  test("with findings has its path above them and its counts below; one without is a line", () => {
    const lines = text(80, [whole, cut, whole]).split("\n");
    const heading = lines.indexOf(cut.path);
    expect(lines.slice(0, heading)).toEqual([`${whole.path}: 4 responses on 1 connection, 4 complete`, ""]);
    expect(lines[heading + 1]).toMatch(/^error\[shut-wr-outstanding\]/);
    expect(lines.slice(heading + 13, heading + 18)).toEqual([
      "",
      "1 response on 1 connection: 1 truncated",
      "",
      `${whole.path}: 4 responses on 1 connection, 4 complete`,
      "",
    ]);
  });

  test("more than three in a row with nothing found are one line", () => {
    const document = text(80, [...copies(whole, 60), cut, ...copies(whole, 3), hidden]);
    expect(document).toMatch(
      /^60 captures with nothing found: 240 responses on 60 connections, 240 complete\n\nsamples/,
    );
    expect(document.match(/^m\d\/samples.*$/gm)).toHaveLength(3);
  });

  test("without any response is none in which all was well", () => {
    const document = text(80, [...copies(whole, 2), ...copies(nothing, 40)]);
    expect(document).toContain("2 captures with nothing found: 8 responses on 2 connections, 8 complete\n");
    expect(document).toContain("40 captures without a response: m0/idle.strace, m1/idle.strace, ");
  });

  test("has its blind spots below it, explained where they are met first", () => {
    const document = text(120, copies(hidden, 3));
    expect(document.match(/^blind spot writes-not-traced: the response was not seen/gm)).toHaveLength(1);
    expect(document.match(/^m\d\/.*\nblind spot writes-not-traced \(see above\)$/gm)).toHaveLength(2);
    expect(text(80, copies(hidden, 30))).toContain(
      "29 captures with nothing found but blind spots as above: 29 responses on 29\n  connections, 29 undetermined\n",
    );
  });

  test("has the lines below it that could not be read", () => {
    const [pid, time] = whole.text.split(/ +/);
    const odd = { path: "odd.strace", text: `${whole.text}${pid} ${time} ???\n` };
    expect(text(80, [whole, odd])).toMatch(/^odd\.strace: .*\n1 line of \d+ could not be read$/m);
  });

  test("a hundred of them are calm", () => {
    const many = [...copies(whole, 50), ...copies(hidden, 20), ...copies(nothing, 30)];
    expect(text(80, many).split("\n").length).toBeLessThan(20);
  });
});

describe("in the end", () => {
  test("stand the counts over all, and what was lost", () => {
    expect(text(80, [cut, whole])).toMatch(
      /\n1 of 5 responses cut, 14.7 MB lost, at 10:29:48, at unix:\/run\/lab.Y6.sock\n5 responses on 2 connections in 2 captures: 1 truncated, 4 complete\n$/,
    );
  });

  test("files that were passed over and captures that were not read are named, as far as a line goes", () => {
    const passed = Array.from({ length: 50 }, (_, index) => `docs/notes-${index}.md`);
    const document = text(80, [whole], [{ path: "a.gz", text: "it is damaged" }], passed);
    expect(document).toContain(
      "\n1 capture not read, or not to the end: a.gz\n50 files passed over, no strace output: ",
    );
    expect(document).toMatch(/notes-0\.md, .*, \.\.\.\n$/);
  });

  test("nothing is said of losses where there were none, or where there is one capture", () => {
    expect(text(80, [whole, hidden])).not.toMatch(/lost|delivered/);
    expect(text(80, [cut])).not.toMatch(/lost by|delivered:/);
  });

  test("where no capture could be read there are no counts", () => {
    const failing = ["x", "y"].map((path) => ({ path, text: `${path} is damaged` }));
    expect(text(80, [], failing)).toBe("2 captures not read, or not to the end: x, y\n");
  });
});

describe("what was lost", () => {
  test("is a table by rule, by server and by status, most first, in the same columns", () => {
    const document = text(80, [cut, whole, sample("node-destroy-mid-body"), sample("hyper-2MB-truncated")]);
    expect(document).toContain(`
lost by rule              findings  truncated  lost bytes
shut-wr-outstanding              2          2  16,461,687
close-outstanding                1          1   8,231,809

lost by server           responses  truncated  lost bytes
unix:/run/lab.Y6.sock            1          1  14,680,844
127.0.0.1:8123                   5          1   8,231,809
unix:/run/lab.JqSm.sock          1          1   1,780,843

lost by status           responses  truncated  lost bytes
200                              6          3  24,693,496
`);
  });

  test("has five rows at the most, and one for the others", () => {
    const machines = Array.from({ length: 9 }, (_, index) => ({
      path: `${index}.strace`,
      text: cut.text.replaceAll("/run/lab.Y6.sock", `/run/lab.${index}.sock`),
    }));
    expect(text(80, machines)).toMatch(/^unix:\/run\/lab\.4\.sock +1 +1 +14,680,844\n4 others +4 +4 +58,723,376$/m);
  });

  test("that nobody knows the size of is counted", () => {
    const chunked = firing.filter(({ path }) => path.includes("chunked-unterminated"));
    const document = text(80, [cut, ...chunked]);
    expect(document).toContain("2 of 2 responses cut, at least 14.7 MB lost, 1 of them at unix:/run/lab.Y6.sock\n");
    expect(document).toMatch(/^lost by rule +findings +truncated +unknown loss +lost bytes$/m);
  });

  test("is drawn as the share of the declared bytes that arrived, by the size of the body", () => {
    const document = text(80, [cut, whole, sample("hyper-2MB-truncated"), sample("node-slow-reader-12MB")]);
    const [, plot = ""] = document.split("delivered: share of the declared bytes, by the size of the body\n");
    expect(`\n${plot.split("\n\n")[0]}`).toMatchInlineSnapshot(`
      "
      100 % ┼───                                    ───
       83 % ┤
       67 % ┤
       50 % ┤                                                               ───
       33 % ┤
       17 % ┤                                                      ───
        0 % ┤
             4 B      32 B     256 B    2 KiB    16 KiB   128 KiB  1 MiB"
    `);
  });

  test("is not drawn where all bodies are of a size", () => {
    expect(text(80, [cut, { ...cut, path: "again" }])).not.toContain("delivered:");
  });
});

/** Flags that stay together, and a cell of a table. */
const WHOLE = ["-f -e trace=network,desc,process", "bytes were lost before they came here"];

test.each([40, 60, 80, 120])("no prose is wider than %i columns, and no line moves the cursor", (width) => {
  const all = [...samples, ...firing, nasty, ...copies({ ...whole, path: NASTY_PATH }, 5), nothing];
  const names = [forTerminal(NASTY_PATH), forTerminal(NASTY), "a request that was not captured", ...WHOLE];
  const failed = [{ path: NASTY_PATH, text: "damaged" }];
  const lines = text(width, all, failed, [NASTY_PATH, `dir/${NASTY_PATH}`]).split("\n");
  const isRow = (line: string): boolean => width >= 100 && / lost {2}\S+:\d+ {2}/.test(line); // on a wide page a finding is one line
  expect(proseBeyond(lines.filter((line) => !isRow(line)).join("\n"), width, names)).toEqual([]);
  const withoutPlot = lines.filter((line) => !/^ *\d+ % [┤┼]|^ {7}/.test(line));
  expect(withoutPlot).toEqual(withoutPlot.map(forTerminal));
});
