import type { Manual, ManualCommand, ManualEntry, ManualParagraph } from "./manual.js";

/** The manual as a page of the documentation. */
export function manualPage({ name, summary, options, notes, commands }: Manual): string {
  const [first] = commands;
  return [
    "# The command line",
    `<!-- Made from what the commands declare: npm run manual writes it. -->`,
    summary,
    `The first command is the usual one: \`${name} FILE\` is \`${name} ${first?.name} FILE\`. The man page says the same as this one.`,
    table(["option", "what it does"], options),
    ...notes.map(paragraph),
    ...commands.map(command),
  ]
    .join("\n\n")
    .concat("\n");
}

function command({ name, usage, summary, operands, options, notes }: ManualCommand): string {
  return [
    `## ${name}`,
    `\`${usage}\``,
    summary,
    ...(operands.length > 0 ? [table(["operand", "what it is"], operands)] : []),
    table(["option", "what it does"], options),
    ...notes.map(paragraph),
  ].join("\n\n");
}

function table([term, text]: readonly [string, string], entries: readonly ManualEntry[]): string {
  const rows = entries.map((each) => `| \`${cell(each.term)}\` | ${cell(escaped(each.text))} |`);
  return [`| ${term} | ${text} |`, "|---|---|", ...rows].join("\n");
}

function paragraph({ kind, heading, text }: ManualParagraph): string {
  const title = heading === null ? "" : `${heading}:`;
  if (kind === "text") return `${title} ${escaped(text)}`.trim();
  return `${title}\n\n\`\`\`text\n${text}\n\`\`\``.trim();
}

/** Text in which Markdown finds no element and no link. */
function escaped(text: string): string {
  return text.replaceAll(/[\\<>*_[\]`]/g, "\\$&");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
