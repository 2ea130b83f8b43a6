import type { Manual, ManualCommand, ManualEntry, ManualParagraph } from "./manual.js";

/** What the declarations do not say: the place of a configuration, and which variables count. */
const FILES: readonly ManualEntry[] = [
  {
    term: "unflushed.config.js, unflushed.config.mjs, unflushed.config.json",
    text: "The configuration: the nearest one, in the working directory or above it. A key unflushed of a package.json does as well.",
  },
];
const ENVIRONMENT: readonly ManualEntry[] = [
  { term: "NO_COLOR", text: "Any value: text without colours, whatever the next two say. --color comes before it." },
  {
    term: "FORCE_COLOR, CLICOLOR_FORCE",
    text: "Any value but 0: colours also if standard output is not a terminal. FORCE_COLOR=0: none.",
  },
  { term: "TERM", text: "dumb: no colours, and no progress bar." },
  {
    term: "LC_ALL, LC_CTYPE, LANG",
    text: "The first that is set and not empty. If it does not name UTF-8, plots and progress bars are drawn in ASCII.",
  },
  {
    term: "COLUMNS",
    text: "The width of text if standard output is not a terminal, or does not know its width. 0 is unknown.",
  },
  { term: "GITHUB_ACTIONS", text: "true: annotations follow the text, unless --format names another format." },
];

/** The manual as the source of a man page: the macros of groff_man(7), ASCII only. */
export function manPage(manual: Manual): string {
  const { name, version, summary, options, notes, commands } = manual;
  const [examples, exits] = [notes.filter(isExample), notes.filter(isExit)];
  const rest = notes.filter((each) => !isExample(each) && !isExit(each));
  return [
    `.\\" Made from what the commands declare: npm run manual writes it.`,
    `.TH ${name.toUpperCase()} 1 "" "${name} ${version}" "User Commands"`,
    section("NAME", `${name} \\- ${escaped(uncapitalised(summary))}`),
    section("SYNOPSIS", commands.map(({ usage }) => `.B ${escaped(usage)}`).join("\n.br\n")),
    section("DESCRIPTION", escaped(summary), ...rest.map(paragraph)),
    section("OPTIONS", ...options.map(entry)),
    section("COMMANDS", ...commands.map(command)),
    section("EXIT STATUS", ...exits.map(({ text }) => escaped(text))),
    section("FILES", ...FILES.map(entry)),
    section("ENVIRONMENT", ...ENVIRONMENT.map(entry)),
    section("EXAMPLES", ...examples.map(({ text }) => example(text))),
    section("SEE ALSO", ".BR strace (1)"),
    "",
  ].join("\n");
}

function isExample({ heading }: ManualParagraph): boolean {
  return heading === "Examples";
}

function isExit({ heading }: ManualParagraph): boolean {
  return heading?.startsWith("Exit code") === true;
}

function section(title: string, ...parts: readonly string[]): string {
  return [`.SH ${title}`, ...parts].join("\n");
}

function command({ name, usage, summary, operands, options, notes }: ManualCommand): string {
  return [
    `.SS ${escaped(name)}`,
    `.B ${escaped(usage)}`,
    ".P",
    escaped(summary),
    ...[...operands, ...options].map(entry),
    ...notes.map(paragraph),
  ].join("\n");
}

function entry({ term, text }: ManualEntry): string {
  return `.TP\n.B ${escaped(term)}\n${escaped(text)}`;
}

function paragraph({ kind, heading, text }: ManualParagraph): string {
  if (kind === "text") return `.P\n${escaped(heading === null ? text : `${heading}: ${text}`)}`;
  return heading === null ? example(text) : `.P\n${escaped(heading)}:\n${example(text)}`;
}

/** Lines that stay as they are. */
function example(text: string): string {
  return `.P\n.RS 4\n.EX\n${text.split("\n").map(escaped).join("\n")}\n.EE\n.RE`;
}

/** Text that groff prints as it stands here: its own characters, and no line that it takes for a request. */
function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll("'", "\\(aq")
    .replaceAll("`", "\\(ga")
    .replaceAll("^", "\\(ha")
    .replaceAll("~", "\\(ti")
    .replaceAll('"', "\\(dq")
    .replace(/^(?=[.'])/gm, "\\&");
}

function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, "");
}
