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

/** A script that makes bash complete this command line; it runs nothing of the program when it does. */
export function bashCompletion(program: CompletedProgram): string {
  const { name, commands, usual, options } = program;
  const own = `_${name}`;
  const rows = [optionsRow("", [...options, ...usual.options]), ...commands.flatMap(rowsOf)];
  return `# bash completion for ${name}, made from what its commands declare.
# Use it: source <(${name} completion bash)

# What may follow the option $2 of the command $1, or stand as its operand number $2.
${own}_declared() {
  kind=free takes='' choices=() file_next=''
  case "$1 $2" in
${rows.map((row) => `    ${row} ;;`).join("\n")}
    *) return 1 ;;
  esac
}

${own}() {
  local commands=(${quotedWords(commands.map((each) => each.name))})
  local programs=(${quotedWords(commands.filter(runsProgram).map((each) => each.name))})
  local command=${shellQuoted(usual.name)}
${BODY.replaceAll("_NAME", own)}}

complete -o bashdefault -o default -F ${own} ${shellQuoted(name)}
`;
}

function row(patterns: readonly string[], what: string): string {
  return `${patterns.join("|")}) ${what}`;
}

/** The options of a command, or of no command while the line does not name one. */
function optionsRow(command: string, options: readonly CompletedOption[]): string {
  const flags = new Set(options.flatMap((each) => each.flags));
  return row([shellQuoted(`${command} options`)], `kind=words choices=(${quotedWords([...flags])})`);
}

function rowsOf({ name, options, operands }: CompletedCommand): string[] {
  return [
    optionsRow(name, options),
    ...options
      .filter(({ takes }) => takes !== null)
      .map(({ flags, takes, values }) =>
        row(
          flags.map((flag) => shellQuoted(`${name} ${flag}`)),
          `takes=${takes} ${valuesOf(values)}`,
        ),
      ),
    ...operands.map((operand, index) => row([patternOf(name, operand, index)], valuesOf(operand.values))),
  ];
}

/** The last operands are many: any number from this one on, as those before have a row of their own. */
function patternOf(command: string, { isMany }: CompletedOperand, index: number): string {
  return isMany ? `${shellQuoted(`${command} `)}[0-9]*` : shellQuoted(`${command} ${index}`);
}

function valuesOf(values: Values): string {
  if (values.kind !== "words") return `kind=${values.kind}`;
  return `kind=words${values.isFileNext ? " file_next=yes" : ""} choices=(${quotedWords(values.words)})`;
}

const BODY = `  local kind=free takes='' file_next='' choices=() all=() word current lead value last='' ends='' operand=0 i=0
  COMPREPLY=()

  # COMP_WORDBREAKS takes --format=sarif=FILE apart: together again
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ \${#all[@]} -gt 0 && ($word == [=:]* || $last == *[=:]) ]]; then
      all[\${#all[@]} - 1]+=$word
    else
      all+=("$word")
    fi
    last=$word
  done
  current=\${all[\${#all[@]} - 1]}
  if [[ $last == [=:]* ]]; then lead=$current; else lead=\${current%"$last"}; fi

  for word in "\${all[@]:0:\${#all[@]} - 1}"; do
    ((i++))
    if [[ $i -eq 1 && " \${commands[*]} " == *" $word "* ]]; then command=$word; continue; fi
    if [[ $takes == one || -n $takes && $word != -* ]]; then
      [[ $takes == many ]] || takes=''
      continue
    fi
    takes=''
    if [[ -n $ends || $word != -?* ]]; then
      ((operand++))
      if [[ " \${programs[*]} " == *" $command "* ]]; then
        COMPREPLY=() # what follows is the program's
        if declare -F _command_offset > /dev/null; then
          for ((i = COMP_CWORD; i > 1; i--)); do [[ \${COMP_WORDS[i]} == "$word" ]] && _command_offset "$i" && return; done
        fi
        return
      fi
    elif [[ $word == -- ]]; then
      ends=yes
    elif [[ $word != --*=* ]]; then
      _NAME_declared "$command" "$word"
    fi
  done

  value=$current
  if [[ $takes == one || -n $takes && $current != -* ]]; then
    : # the value of the last option
  elif [[ -z $ends && $current == --*=* ]]; then
    _NAME_declared "$command" "\${current%%=*}"
    value=\${current#*=}
  elif [[ -z $ends && $current == -?* || -z $ends && $current == - ]]; then
    if [[ $i -eq 0 ]]; then command=''; fi
    _NAME_declared "$command" options
  else
    _NAME_declared "$command" "$operand"
    if [[ $i -eq 0 ]]; then
      for word in "\${commands[@]}"; do [[ $word == "$value"* ]] && COMPREPLY+=("$word"); done
      if [[ $kind == files && \${#COMPREPLY[@]} -gt 0 ]]; then
        while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$value")
        compopt -o filenames 2> /dev/null
      fi
      return
    fi
  fi

  case $kind in
    words)
      [[ -n $file_next && $value =~ =|^\\.{0,2}/ ]] && return # files, which readline completes itself
      for word in "\${choices[@]}"; do
        [[ $word == "$value"* ]] || continue
        word=\${current%"$value"}$word
        COMPREPLY+=("\${word#"$lead"}")
      done
      compopt +o default +o bashdefault 2> /dev/null
      ;;
    program) while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -c -- "$value") ;;
    free) compopt +o default +o bashdefault 2> /dev/null ;;
  esac
  return 0
`;
