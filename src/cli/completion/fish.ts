import {
  type CompletedCommand,
  type CompletedOption,
  type CompletedProgram,
  runsProgram,
  type Values,
} from "./completion-model.js";

/** A script that makes fish complete this command line; it runs nothing of the program when it does. */
export function fishCompletion({ name, commands, usual, options }: CompletedProgram): string {
  const own = `__${name.replaceAll(/\W/g, "_")}`;
  const complete = `complete -c ${quoted(name)}`;
  const lines = [
    ...commands.map((each) => `${complete} -n ${own}_is_first -a ${quoted(each.name)} -d ${quoted(line(each.help))}`),
    ...options.map((option) => `${complete} -n ${own}_is_first ${optionText(option, own)}`),
    ...commands.flatMap((command) => linesOf(command, complete, own)),
  ];
  return `# fish completion for ${name}, made from what its commands declare.
# Use it: ${name} completion fish | source; or keep it as ${name}.fish in ~/.config/fish/completions

function ${own}_is_first
    test (count (commandline -opc)) -eq 1
end

# Whether the command is $argv[1]; ${usual.name} is it when none is named
function ${own}_is
    set -l tokens (commandline -opc)
    set -l command ${quoted(usual.name)}
    if set -q tokens[2]; and contains -- $tokens[2] ${commands.map((each) => quoted(each.name)).join(" ")}
        set command $tokens[2]
    end
    test $command = $argv[1]
end

# Whether the last option on the line is one of $argv
function ${own}_is_behind
    for token in (commandline -opc)[-1..1]
        if string match -q -- '-*' $token
            contains -- $token $argv
            return
        end
    end
    return 1
end

# One of these words, or one of them, = and a file; or a file whose path is written as one
function ${own}_or_file
    set -l token (string replace -r -- '^--[^=]*=' '' (commandline -ct))
    if string match -q -- '*=*' $token
        set -l word (string split -m 1 -- = $token)
        printf "$word[1]=%s\\n" (complete -C "'' $word[2]")
    else if string match -qr '^\\.{0,2}/' -- $token
        complete -C "'' $token"
    else
        printf '%s\\n' $argv
    end
end

# The program and its arguments, after the options of a command; $argv are the options that take a value
function ${own}_program
    set -l tokens (commandline -opc)
    set -e tokens[1]
    set -e tokens[1]
    while set -q tokens[1]
        switch $tokens[1]
            case --
                set -e tokens[1]
                break
            case '-*'
                contains -- $tokens[1] $argv; and set -e tokens[1]
                set -e tokens[1]
            case '*'
                break
        end
    end
    set -q tokens[1]; and printf '%s\\n' $tokens
end

function ${own}_complete_program
    set -l program (${own}_program $argv)
    set -l token (commandline -ct)
    if set -q program[1]; or not string match -q -- '-*' $token
        set -l line (string join ' ' -- (string escape -- $program) $token)
        complete -C "$line"
    end
end

${complete} -e
${lines.join("\n")}
`;
}

function linesOf(command: CompletedCommand, complete: string, own: string): string[] {
  const is = `${own}_is ${quoted(command.name)}`;
  const valued = command.options.filter(({ takes }) => takes === "one").flatMap(({ flags }) => flags);
  const isBefore = runsProgram(command) ? `; and not ${own}_program ${valued.join(" ")} >/dev/null` : "";
  const operands = command.operands.map(
    ({ values }) => `${complete} -n ${quoted(is)} ${valueText(values, own, valued)}`,
  );
  const again = command.options
    .filter(({ takes }) => takes === "many")
    .map(({ flags, values }) => {
      const isBehind = `${is}; and ${own}_is_behind ${flags.join(" ")}`;
      return `${complete} -n ${quoted(isBehind)} ${valueText(values, own, [])}`;
    });
  return [
    ...again,
    ...(operands.length > 0 ? operands : [`${complete} -n ${quoted(is)} -f`]),
    ...command.options.map((option) => `${complete} -n ${quoted(is + isBefore)} ${optionText(option, own)}`),
  ];
}

function optionText({ flags, help, takes, values }: CompletedOption, own: string): string {
  const names = flags.map((flag) =>
    flag.startsWith("--") ? `-l ${quoted(flag.slice(2))}` : `-s ${quoted(flag.slice(1))}`,
  );
  const needs = takes === null || takes === "optional" ? "" : " -r";
  const value = takes === null ? "" : `${needs} ${valueText(values, own, [])}`;
  return `${names.join(" ")}${value} -d ${quoted(line(help))}`;
}

function valueText(values: Values, own: string, valued: readonly string[]): string {
  if (values.kind === "files") return "-F";
  if (values.kind === "free") return "-f";
  if (values.kind === "program") return `-f -a ${quoted(`(${own}_complete_program ${valued.join(" ")})`)}`;
  const words = values.words.map(quoted).join(" ");
  return `-f -a ${quoted(values.isFileNext ? `(${own}_or_file ${words})` : words)}`;
}

/** As fish reads it. */
function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, "\\$&")}'`;
}

function line(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
