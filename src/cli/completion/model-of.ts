import type { Argument, Command, Help, Option } from "commander";
import { STREAM_PROTOCOLS } from "../../core/protocols/message-facts.js";
import { rules } from "../../core/rules/all.js";
import type {
  CompletedCommand,
  CompletedOperand,
  CompletedOption,
  CompletedProgram,
  Takes,
  Values,
} from "./completion-model.js";

/** The names of values that no list holds. */
const FREE = new Set(
  "number rate time duration size pid id url share body field name writes k/n glob address list day".split(" "),
);

/** All commands with all that they declare: whatever is added to them is completed. */
export function declaredBy(program: Command): CompletedProgram {
  const help = program.createHelp();
  const commands = help.visibleCommands(program);
  const names = commands.map((each) => each.name());
  const completed = commands.map((each) => completedCommand(each, help, names));
  const usual = completed.find(({ name }) => name === usualName(program)) ?? emptyCommand(program);
  return { name: program.name(), options: optionsOf(program, help), commands: completed, usual };
}

/** The command that runs when none is named: commander has no public way to ask. */
function usualName(program: Command): string | null {
  return (program as unknown as { _defaultCommandName: string | null })._defaultCommandName;
}

function emptyCommand(program: Command): CompletedCommand {
  return { name: program.name(), help: program.description(), options: [], operands: [] };
}

function completedCommand(command: Command, help: Help, names: readonly string[]): CompletedCommand {
  const isHelp = command.parent === null || !command.parent.commands.includes(command);
  const operands = command.registeredArguments.map((each) =>
    isHelp
      ? { name: each.name(), values: { kind: "words", words: names, isFileNext: false } as const, isMany: false }
      : operandOf(each),
  );
  return { name: command.name(), help: command.description(), options: optionsOf(command, help), operands };
}

function optionsOf(command: Command, help: Help): CompletedOption[] {
  return help.visibleOptions(command).map((option) => {
    const placeholder = /[<[](.*)[>\]]/.exec(option.flags)?.[1]?.replace(/\.\.\.$/, "") ?? null;
    return {
      flags: [option.short, option.long].filter((flag) => flag !== undefined && flag !== null),
      help: option.description,
      placeholder,
      takes: takesOf(option),
      values: valuesOf(option.argChoices, placeholder ?? ""),
    };
  });
}

function takesOf({ required, optional, variadic }: Option): Takes | null {
  if (variadic) return "many";
  return required ? "one" : optional ? "optional" : null;
}

function operandOf(argument: Argument): CompletedOperand {
  const name = argument.name();
  const values =
    name === "command" && argument.variadic ? ({ kind: "program" } as const) : valuesOf(argument.argChoices, name);
  return { name, values, isMany: argument.variadic };
}

/** By the choices; else by what the value is called: files, unless there is nothing to choose from. */
function valuesOf(choices: readonly string[] | undefined, placeholder: string): Values {
  const [what = "", next] = placeholder.split(/\[?=/);
  const isFileNext = next?.startsWith("file") === true;
  if (choices) return { kind: "words", words: choices, isFileNext };
  if (what === "rule" || (what === "id" && next !== undefined))
    return { kind: "words", words: rules.map(({ id }) => id), isFileNext };
  if (what === "name" && next === "off") return { kind: "words", words: STREAM_PROTOCOLS, isFileNext };
  return { kind: FREE.has(what) ? "free" : "files" };
}
