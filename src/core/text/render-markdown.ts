import type { Page } from "./page.js";
import { wrap } from "./wrap.js";

const INDENT = "    ";

/** Lays out a page of this project's documentation for a terminal. It knows headings, paragraphs and fenced blocks. */
export function renderMarkdown(markdown: string, { width, paint }: Page): string {
  const blocks = markdown.trim().split(/\n\n(?=[^\n])/);
  const texts = joinFences(blocks).map((block) => {
    if (block.startsWith("#")) return paint.strong(block.replace(/^#+ /, ""));
    if (!block.startsWith("```")) return paragraph(block.replaceAll("\n", " "), width);
    const lines = block.split("\n").slice(1, -1);
    return lines.map((line) => paint.faint(INDENT + line)).join("\n");
  });
  return `${texts.filter((text) => text !== "").join("\n\n")}\n`;
}

/** Code is never broken. */
function paragraph(text: string, width: number): string {
  const code = [...text.matchAll(/`([^`]+)`/g)].map(([, inside = ""]) => inside);
  return wrap(text.replaceAll("`", ""), width, "", code);
}

/** Joins what an empty line inside a fenced block has split. */
function joinFences(blocks: readonly string[]): string[] {
  const joined: string[] = [];
  for (const block of blocks) {
    const open = joined.at(-1);
    const isInside = open?.startsWith("```") && !/\n```$/.test(open);
    if (isInside) joined[joined.length - 1] = `${open}\n\n${block}`;
    else joined.push(block);
  }
  return joined;
}
