import type { Command, Help } from "commander";

/** A name, and what there is to say about it: an option, an operand. */
export interface ManualEntry {
  /** As it is typed: `-o, --output <file>`. */
  readonly term: string;
  /** With its choices and its default. */
  readonly text: string;
}

/** Text that keeps its lines, or text that may be filled. */
export interface ManualParagraph {
  readonly kind: "text" | "lines";
  /** What stands above it, without the colon; null if nothing does. */
  readonly heading: string | null;
  readonly text: string;
}

export interface ManualCommand {
  readonly name: string;
  /** `unflushed check [options] [capture...]` */
  readonly usage: string;
  /** A sentence. */
  readonly summary: string;
  readonly operands: readonly ManualEntry[];
  readonly options: readonly ManualEntry[];
  readonly notes: readonly ManualParagraph[];
}

/** All that the declarations say of a program: what its manual is made of. */
export interface Manual {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  readonly options: readonly ManualEntry[];
  readonly notes: readonly ManualParagraph[];
  readonly commands: readonly ManualCommand[];
}

/** The manual of a program whose commands are all declared. */
export function manualOf(program: Command): Manual {
  const help = program.createHelp();
  const commands = help.visibleCommands(program).filter((each) => program.commands.includes(each));
  return {
    name: program.name(),
    version: program.version() ?? "",
    summary: program.description(),
    options: optionsOf(program, help),
    notes: notesOf(program),
    commands: commands.map((each) => ({
      name: each.name(),
      usage: help.commandUsage(each),
      summary: sentence(each.description()),
      operands: help.visibleArguments(each).map((operand) => ({
        term: help.argumentTerm(operand),
        text: help.argumentDescription(operand),
      })),
      options: optionsOf(each, help),
      notes: notesOf(each),
    })),
  };
}

function optionsOf(command: Command, help: Help): ManualEntry[] {
  return help
    .visibleOptions(command)
    .map((option) => ({ term: help.optionTerm(option), text: help.optionDescription(option) }));
}

/** What `--help` prints below the options. */
function notesOf(command: Command): ManualParagraph[] {
  let printed = "";
  const { writeOut } = command.configureOutput();
  command.configureOutput({ writeOut: (text) => (printed += text) });
  command.outputHelp();
  if (writeOut) command.configureOutput({ writeOut });
  const after = printed.slice(command.helpInformation().length);
  return after.trim() === "" ? [] : after.trimEnd().split(/\n\n+/).map(paragraph);
}

/** A block of lines that are indented is kept as it is; one above which a word and a colon stand has a heading. */
function paragraph(block: string): ManualParagraph {
  const lines = block.replace(/^\n+/, "").split("\n");
  const [first = "", ...rest] = lines;
  const isIndented = (line: string): boolean => line.startsWith("  ");
  if (rest.length > 0 && first.endsWith(":") && rest.every(isIndented)) {
    return { kind: "lines", heading: first.slice(0, -1), text: withoutIndent(rest) };
  }
  if (lines.every(isIndented)) return { kind: "lines", heading: null, text: withoutIndent(lines) };
  const [, heading = null, text] = /^(Exit codes?): (.*)$/s.exec(lines.join(" ")) ?? [];
  return { kind: "text", heading, text: text ?? lines.join(" ") };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.?]$/.test(text) ? "" : ".");
}

function withoutIndent(lines: readonly string[]): string {
  return lines.map((line) => line.slice(2)).join("\n");
}
