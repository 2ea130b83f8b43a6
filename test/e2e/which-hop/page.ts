import { readFileSync } from "node:fs";

/** A command of the page, and what the page says it prints: parts of its output, in order; `...` stands between them. */
export interface GuideCommand {
  readonly text: string;
  readonly prints: readonly string[];
}

/**
 * A block of commands. Its mark is the word after the language: `servers` leave something running, a `recorder` runs until the
 * next block that is `interrupted`, which has no command and says what the recorder has printed until then. Others have none.
 */
export interface GuideBlock {
  readonly mark: string;
  readonly commands: readonly GuideCommand[];
}

export interface GuideStep {
  /** The text of its heading. */
  readonly heading: string;
  readonly blocks: readonly GuideBlock[];
}

/** The steps of a page that have commands. `sh` blocks have one command, which may have many lines; in `console` blocks each begins with `$`. */
export function guideSteps(url: URL): GuideStep[] {
  return readFileSync(url, "utf8")
    .split(/^## /m)
    .map((section) => ({ heading: section.split("\n", 1)[0] ?? "", blocks: blocksOf(section) }))
    .filter(({ blocks }) => blocks.length > 0);
}

function blocksOf(section: string): GuideBlock[] {
  return [...section.matchAll(/^```(sh|console) ?(\S*)\n([\s\S]*?)^```$/gm)].map(
    ([, language, mark = "", text = ""]) => ({
      mark,
      commands: language === "sh" ? [{ text, prints: [] }] : consoleCommands(text),
    }),
  );
}

function consoleCommands(text: string): GuideCommand[] {
  const [before = "", ...rest] = text.split(/^\$ /m);
  const commands = rest.map((each) => {
    const [command = "", ...lines] = each.split("\n");
    return { text: command, prints: parts(lines.join("\n")) };
  });
  return before === "" ? commands : [{ text: "", prints: parts(before) }, ...commands];
}

function parts(text: string): string[] {
  return text
    .split(/^\.\.\.$/m)
    .map((each) => each.trim())
    .filter((each) => each !== "");
}
