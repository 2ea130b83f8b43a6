import { UnflushedError } from "../errors.js";
import { cutOff } from "../report/escape.js";
import { markdownText } from "../report/markdown-text.js";
import { rules } from "../rules/all.js";
import { pageOf } from "./page.js";
import { ruleHelp } from "./rule-help.js";

/** `unflushed rules [ID]`: every rule on a line, or the page of one. */
export function explainRules(id: string | undefined): void {
  const page = pageOf(process.stdout);
  if (id === undefined) {
    const column = Math.max(...rules.map((rule) => rule.id.length));
    const lines = rules.map(
      ({ id, level, flags }) =>
        `${page.paint[level](level.padEnd(7))}  ${id.padEnd(column)}  ${page.paint.faint(cutOff(flags, page.width - column - 11))}`,
    );
    process.stdout.write(`${lines.join("\n")}\n`);
    return;
  }
  if (!rules.some((rule) => rule.id === id)) {
    throw new UnflushedError("usage", `there is no rule ${id}: unflushed rules lists those that there are`);
  }
  process.stdout.write(markdownText(ruleHelp(id), page));
}
