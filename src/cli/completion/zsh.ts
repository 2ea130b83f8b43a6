import {
  type CompletedCommand,
  type CompletedOperand,
  type CompletedOption,
  type CompletedProgram,
  quotedWords,
  runsProgram,
  shellQuoted,
  type Values,
} from "./completion-model.js";

/** A script that makes zsh complete this command line; it runs nothing of the program when it does. */
export function zshCompletion({ name, commands, usual, options }: CompletedProgram): string {
  const own = `_${name}`;
  const functionOf = (command: CompletedCommand): string => `${own}_${command.name.replaceAll(/\W/g, "_")}`;
  const described = commands.map((each) => `${each.name.replaceAll(":", "\\:")}:${line(each.help)}`);
  return `#compdef ${name}
# zsh completion for ${name}, made from what its commands declare.
# Use it: source <(${name} completion zsh), after compinit; or keep it as _${name} in a folder of $fpath

# One of these words, or one of them, = and a file; or a file whose path is written as one
${own}_or_file() {
  if compset -P '*=' || [[ $PREFIX == (./|../|/)* ]]; then _files; else compadd -- "$@"; fi
}

${commands.map((command) => functionText(functionOf(command), own, command, [])).join("\n\n")}

${functionText(`${own}_first`, own, usual, options)}

${own}() {
  local ret=1
  local -a commands=(${quotedWords(described)})
  if (( CURRENT == 2 )); then
    [[ $words[2] == -* ]] || _describe -t commands 'command' commands && ret=0
    ${own}_first && ret=0
    return ret
  fi
  case $words[2] in
${commands.map((each) => `    ${shellQuoted(each.name)}) shift words; (( CURRENT-- )); ${functionOf(each)} ;;`).join("\n")}
    *) ${own}_first ;;
  esac
}

if [[ $funcstack[1] == ${own} ]]; then ${own} "$@"; else compdef ${own} ${shellQuoted(name)}; fi
`;
}

function functionText(
  name: string,
  own: string,
  command: CompletedCommand,
  before: readonly CompletedOption[],
): string {
  const options = [...before, ...command.options].map((option) => optionSpec(option, own));
  const operands = command.operands.flatMap((operand, index) => operandSpecs(operand, index, own));
  const specs = [...options, ...operands.map(shellQuoted)].map((spec) => ` \\\n    ${spec}`).join("");
  // what follows a program is the program's
  return `${name}() {\n  _arguments -s -S${runsProgram(command) ? " -A '-*'" : ""}${specs}\n}`;
}

/** Each may be given again: whether that makes sense, only the program knows. */
function optionSpec({ flags, help, placeholder, takes, values }: CompletedOption, own: string): string {
  const text = `[${line(help).replaceAll(/[[\]\\]/g, "\\$&")}]`;
  const message = placeholder === null ? "" : escaped(placeholder);
  const repeat = takes === "many" ? ":*-*" : takes === "optional" ? "::" : ":";
  const value = takes === null ? "" : `${repeat}${takes === "many" ? ":" : ""}${message}:${action(values, own)}`;
  const names = flags.map((flag) => (takes !== null && flag.startsWith("--") ? `${flag}=` : flag));
  return names.length === 1
    ? shellQuoted(`*${names[0]}${text}${value}`)
    : `'*'{${names.map(shellQuoted).join(",")}}${shellQuoted(text + value)}`;
}

function operandSpecs({ name, values, isMany }: CompletedOperand, index: number, own: string): string[] {
  if (values.kind === "program") return ["(-)1:command: _command_names -e", "*::arguments: _normal"];
  return [`${isMany ? "*" : index + 1}:${escaped(name)}:${action(values, own)}`];
}

function action(values: Values, own: string): string {
  if (values.kind === "files") return "_files";
  if (values.kind !== "words") return " ";
  const words = values.words.map((word) => word.replaceAll(/[^\w./-]/g, "\\$&")).join(" ");
  return values.isFileNext ? ` ${own}_or_file ${words}` : `(${words})`;
}

function escaped(text: string): string {
  return text.replaceAll(/[:\\]/g, "\\$&");
}

function line(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
