import { readFileSync } from "node:fs";

/** The page of a rule, in Markdown. */
export function ruleHelp(id: string): string {
  return readFileSync(new URL(`../../docs/rules/${id}.md`, import.meta.url), "utf8");
}
