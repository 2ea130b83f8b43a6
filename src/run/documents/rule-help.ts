import { readFileSync } from "node:fs";
import { packageFile } from "../../capture/package-files.js";
import { rules } from "../../core/rules/all.js";

/** The page of a rule, in Markdown; null if it has none, as a custom one. */
export function ruleHelp(id: string): string | null {
  if (!rules.some((rule) => rule.id === id)) return null; // an id may be any text: it shall not name another file
  return readFileSync(packageFile(`docs/reference/rules/${id}.md`), "utf8");
}
