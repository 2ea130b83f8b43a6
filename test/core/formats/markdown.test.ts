import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { visible } from "../../../src/core/text/escape.js";
import { markdownCode } from "../../../src/core/text/markdown-escape.js";
import { documentOf, firing, formats, NASTY, NASTY_PATH, nasty, recordsOf, samples } from "./documents.js";

const markdownOf = (...captures: Parameters<typeof recordsOf>): string =>
  documentOf(formats.markdown?.() ?? {}, recordsOf(...captures));
const html = (markdown: string): string => marked.parse(markdown, { async: false, gfm: true });
const sample = (name: string) => samples.filter(({ path }) => path.endsWith(name));

const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', amp: "&" };

/** The text that a reader sees. */
function seen(markdown: string): string {
  return html(markdown)
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:#(\d+)|(\w+));/g, (_, code, name) =>
      code ? String.fromCodePoint(Number(code)) : (NAMED[name] ?? "?"),
    );
}

test("a headline, a table of captures, the findings with their calls, the blind spots", () => {
  const markdown = markdownOf([...sample("/hyper-14.9MB-truncated.strace"), ...sample("hyper-network-only.strace")]);
  expect(markdown).toMatch(/^## unflushed: 2 responses on 2 connections in 2 captures: 1 truncated, 1 undetermined\n/);
  expect(markdown).toContain("| `samples/hyper-14.9MB-truncated.strace` | 1 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 1 |\n");
  expect(markdown).toContain("**error** `shut-wr-outstanding`: the program shut down its sending side");
  expect(markdown).toContain("`POST /14900000 -> 200`<br>`samples/hyper-14.9MB-truncated.strace:68`, c1, fd 7");
  expect(markdown).toContain(
    "| 68 | 10:29:48.110 | +20.3 ms | 20497 | shutdown | `SHUT_WR` | 14,680,844 | outstanding |\n",
  );
  expect(markdown).toContain("- `samples/hyper-network-only.strace`: `writes-not-traced`: the response was not seen");
});

test("a job summary has a limit: findings beyond a hundred are counted", () => {
  const [one] = sample("/hyper-14.9MB-truncated.strace");
  const markdown = markdownOf(one ? Array.from({ length: 103 }, () => one) : []);
  expect(markdown.match(/^\*\*error\*\*/gm)).toHaveLength(100);
  expect(markdown).toContain("- 3 more `shut-wr-outstanding`\n");
});

test("a capture that could not be read is named", () => {
  expect(markdownOf([], [{ path: "x.gz", text: "x.gz is damaged" }])).toContain(
    "**`x.gz` could not be read**: x.gz is damaged\n",
  );
});

describe("what several captures lost", () => {
  const markdown = markdownOf([...sample("/hyper-14.9MB-truncated.strace"), ...sample("/node-keep-alive.strace")]);

  test("is a table by rule, by server, by status and by the size of the body", () => {
    expect(markdown).toContain("### Lost bytes\n\n14,680,844 bytes were lost.\n\n");
    expect(markdown).toContain("| lost by rule | findings | truncated | of unknown size | lost bytes |\n");
    expect(markdown).toContain("| `unix:/run/lab.Y6.sock` | 1 | 1 | 0 | 14,680,844 |\n");
    expect(markdown).toContain("| `200` | 4 | 1 | 0 | 14,680,844 |\n");
    expect(markdown).toContain("| 8 MiB | 1 | 1 | 14,900,000 | 219,156 | 1.5 % |\n");
  });

  test("is not there for one, or where nothing was lost", () => {
    expect(markdownOf(sample("/hyper-14.9MB-truncated.strace"))).not.toContain("Lost bytes");
    expect(markdownOf([...sample("/node-keep-alive.strace"), ...sample("/nginx-small.strace")])).not.toContain("Lost");
  });
});

test("captures beyond five hundred are counted, and files that were passed over are named", () => {
  const [one] = sample("/nginx-small.strace");
  const markdown = markdownOf(one ? Array.from({ length: 502 }, () => one) : [], [], ["README.md", "a.json"]);
  expect(markdown.match(/^\| `samples\/nginx-small\.strace`/gm)).toHaveLength(500);
  expect(markdown).toContain("2 more captures are not listed.\n");
  expect(markdown).toContain("Passed over, no strace output: `README.md`, `a.json`\n");
});

describe("nothing that a program can name is taken for Markdown or HTML", () => {
  const markdown = markdownOf([nasty, ...firing], [{ path: NASTY_PATH, text: NASTY_PATH }], [NASTY_PATH]);

  test("rendered, it has only the elements that are meant", () => {
    const elements = new Set(html(markdown).match(/(?<=<)[a-z0-9]+/g));
    expect([...elements].sort()).toEqual(
      ["br", "code", "h2", "h3", "li", "p", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"].sort(),
    );
  });

  test("rendered, paths and targets read as they were", () => {
    expect(seen(markdown)).toContain(`GET ${visible(NASTY)} -> 200`);
    expect(seen(markdown)).toContain(`${visible(NASTY_PATH)}:4`);
    expect(seen(markdown)).toContain(visible(NASTY_PATH).concat(" could not be read"));
  });

  test("no cell of a table is more than one", () => {
    for (const row of html(markdown).match(/<tr>[\s\S]*?<\/tr>/g) ?? [])
      expect([5, 6, 7, 8, 10]).toContain(row.match(/<t[dh]/g)?.length);
    expect(html(`| a | b |\n| --- | --- |\n| ${markdownCode("x|y\\|z`")} | ${markdownCode("\\")} |\n`)).toContain(
      "<td><code>x&#124;y&#92;&#124;z&#96;</code></td>",
    );
  });

  test("a target with pipes and line ends breaks no table, and numbers are flushed right", () => {
    const [heads = "", rule = ""] = markdown.match(/^\| lost by server .*\n.*$/m)?.[0].split("\n") ?? [];
    expect(heads.split("|")).toHaveLength(rule.split("|").length);
    expect(rule).toBe("| --- | ---: | ---: | ---: | ---: |");
    for (const table of markdown.match(/(?:^\|.*\|\n)+/gm) ?? []) {
      const widths = table
        .trimEnd()
        .split("\n")
        .map((row) => row.split("|").length);
      expect(new Set(widths).size, table).toBe(1);
    }
  });

  test("no control character is in it", () => {
    expect(markdown.replaceAll("\n", "")).toBe(visible(markdown.replaceAll("\n", "")));
  });

  test("plain names stay readable in the source", () => {
    expect(markdownCode("samples/a-b_c.strace:7")).toBe("`samples/a-b_c.strace:7`");
  });
});
