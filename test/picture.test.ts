import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { styledLines } from "../scripts/picture/sgr.mjs";
import { terminalSvg } from "../scripts/picture/svg.mjs";
import { unflushed } from "./cli/run.js";
import { temporaryFolder } from "./temporary-folder.js";

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const picture = readFileSync(at("docs/assets/check.svg"), "utf8");

/** The text between tags, as a reader sees it. */
const shown = (svg: string): string =>
  svg
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

describe("the picture in README.md", () => {
  test("is what the program prints now; if not: npm run picture", () => {
    const drawn = join(temporaryFolder(), "check.svg");
    const { stderr, status } = spawnSync(process.execPath, [at("scripts/picture.mjs"), drawn], { encoding: "utf8" });
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
    expect(readFileSync(drawn, "utf8")).toBe(picture);
  });

  test("has the whole output in its description, and in its lines", async () => {
    const sample = "samples/hyper-14.9MB-truncated.strace";
    const { stdout } = await unflushed([sample]);
    const expected = `$ npx unflushed ${sample}\n${stdout}`.trimEnd();
    const [, description = ""] = /<desc id="desc">([\s\S]*?)<\/desc>/.exec(picture) ?? [];
    expect(shown(description)).toBe(expected);
    const lines = [...picture.matchAll(/^<text .*<\/text>$/gm)].map(([line]) => shown(line));
    expect(lines).toEqual(expected.split("\n").filter((line) => line !== ""));
  });

  test("loads nothing, and has colours for light and for dark", () => {
    const addresses = picture.match(/\w+:\/\/[^"]*/g);
    expect(addresses).toEqual(["http://www.w3.org/2000/svg"]); // the name of its vocabulary
    expect(picture).not.toMatch(/href|url\(|@import|@font-face|<script/);
    expect(picture).toContain("@media (prefers-color-scheme: dark)");
  });
});

describe("SGR sequences", () => {
  const plain = { bold: false, dim: false, color: null };

  test("a style holds until it is taken back, also beyond the end of a line", () => {
    expect(styledLines("a \u001b[1;31mb\nc\u001b[39m d\u001b[22m e\n")).toEqual([
      [
        { text: "a ", ...plain },
        { text: "b", bold: true, dim: false, color: "red" },
      ],
      [
        { text: "c", bold: true, dim: false, color: "red" },
        { text: " d", ...plain, bold: true },
        { text: " e", ...plain },
      ],
    ]);
  });

  test.each([
    ["a code that it does not know", "\u001b[58mx", "SGR 58"],
    ["a sequence that is no SGR", "\u001b[2Jx", "a control character"],
    ["a tab", "a\tb", "a control character"],
  ])("%s is an error, and not a picture that lacks it", (_name, text, message) => {
    expect(() => styledLines(text)).toThrow(message);
  });

  test("markup in the output stays text", () => {
    const svg = terminalSvg("<t>", '<script>&"');
    expect(svg).not.toContain("<script");
    expect(svg).toContain("&lt;script&gt;&amp;&quot;</text>");
    expect(svg).toContain('<title id="title">&lt;t&gt;</title>');
  });
});
