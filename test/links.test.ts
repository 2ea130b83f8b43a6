import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import GithubSlugger from "github-slugger";
import { marked, type Token, type Tokens } from "marked";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
const pages = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: root,
})
  .toString()
  .split("\0")
  .filter((path) => path !== "" && existsSync(join(root, path)));

interface Page {
  /** Where its links lead, as they are written. */
  readonly links: readonly string[];
  /** The anchors that GitHub gives its headings. */
  readonly anchors: ReadonlySet<string>;
}

const known = new Map<string, Page>();

function pageAt(path: string): Page {
  const page = known.get(path) ?? read(readFileSync(join(root, path), "utf8"));
  known.set(path, page);
  return page;
}

function read(text: string): Page {
  const links: string[] = [];
  const anchors = new Set<string>();
  const slugger = new GithubSlugger();
  marked.walkTokens(marked.lexer(text), (token: Token) => {
    if (token.type === "link" || token.type === "image") links.push((token as Tokens.Link).href);
    if (token.type === "heading") anchors.add(slugger.slug(plain((token as Tokens.Heading).tokens)));
  });
  return { links, anchors };
}

/** The text of a heading without its marks. */
function plain(tokens: readonly Token[]): string {
  return tokens
    .map((each) => ("tokens" in each && each.tokens ? plain(each.tokens) : (each as Tokens.Text).text))
    .join("");
}

/** What is wrong with a link of the page at `path`; null if it leads somewhere. */
function problem(path: string, link: string): string | null {
  if (/^[a-z][a-z+.-]*:/.test(link)) return null; // another site: no test asks it
  const [target = "", anchor] = link.split("#", 2);
  const file = target === "" ? path : normalize(join(dirname(path), decodeURIComponent(target)));
  if (file.startsWith("..")) return `${link} leaves the repository`;
  if (!existsSync(join(root, file))) return `${link} leads to nothing`;
  if (anchor === undefined) return null;
  if (statSync(join(root, file)).isDirectory()) return `${link} has an anchor, and leads to a folder`;
  return pageAt(file).anchors.has(anchor) ? null : `${link} leads to no heading`;
}

test("pages are found", () => {
  expect(pages).toContain("README.md");
  expect(pages).toContain("docs/README.md");
});

describe("every link of", () => {
  test.each(pages)("%s leads somewhere", (path) => {
    expect(pageAt(path).links.flatMap((link) => problem(path, link) ?? [])).toEqual([]);
  });
});

/** Paths of this repository in code: of files and folders that a reader is to open; `my-` stands for the reader's own. */
function pathsIn(text: string): string[] {
  const paths = [...text.matchAll(/`((?:src|test|scripts|docs|schema|truth|bench)\/[\w./-]*)`/g)];
  return paths.map(([, path = ""]) => path).filter((path) => !path.includes("my-"));
}

const ours = pages.filter((path) => !path.startsWith("test/specs/") && path !== "CHANGELOG.md");

test.each(ours)("every path that %s names exists", (path) => {
  const paths = pathsIn(readFileSync(join(root, path), "utf8"));
  expect(paths.filter((each) => !existsSync(join(root, each)))).toEqual([]);
});

test("paths are found in code, and not the reader's own", () => {
  expect(pathsIn("see `src/core/` and `test/no-such.ts`, not `src/my-file.ts` or `node:fs`")).toEqual([
    "src/core/",
    "test/no-such.ts",
  ]);
});

test("a link that leads nowhere is found", () => {
  const wrong = ["no-such-page.md", "README.md#no-such-heading", "../outside.md", "docs#x"];
  expect(wrong.map((link) => problem("README.md", link))).not.toContain(null);
});

/** The pages that can be reached from the one at `path`, by links alone. */
function reachable(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const link of pageAt(path).links) {
    const [target = ""] = link.split("#");
    const file = normalize(join(dirname(path), target));
    if (target.endsWith(".md") && existsSync(join(root, file))) reachable(file, found);
  }
  return found;
}

test("every page of the documentation can be reached from its index", () => {
  const found = reachable("docs/README.md");
  expect(pages.filter((path) => path.startsWith("docs/") && !found.has(path))).toEqual([]);
});
