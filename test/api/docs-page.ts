import { readFileSync } from "node:fs";

const page = readFileSync(new URL("../../docs/reference/api.md", import.meta.url), "utf8");
/** A heading, an example below it, and what the example prints. */
const SECTION = /^## (.*)$([\s\S]*?)(?=^## |(?![\s\S]))/gm;
const EXAMPLE = /^```js\n([\s\S]*?)^```[\s\S]*?^```text\n([\s\S]*?)^```/m;

export interface Example {
  readonly title: string;
  readonly code: string;
  readonly output: string;
}

/** The examples of docs/reference/api.md that run on Node. */
export const examples: readonly Example[] = [...page.matchAll(SECTION)].flatMap(([, title = "", text = ""]) => {
  const [, code, output] = EXAMPLE.exec(text) ?? [];
  return code === undefined || output === undefined ? [] : [{ title, code, output }];
});

/** How many fenced blocks of a language the page has. */
export const countOf = (language: string): number => page.split(`\n\`\`\`${language}\n`).length - 1;

/** The only fenced block of a language. */
export function blockOf(language: string): string {
  const [, block = ""] = page.split(`\n\`\`\`${language}\n`);
  return block.split("\n```")[0] ?? "";
}
