/** The values that a shell may offer for an option or an operand. */
export type Values =
  /** One of these; `isFileNext`: or one of these, `=` and a file, or a file whose path begins with `./`, `../` or `/`. */
  | { readonly kind: "words"; readonly words: readonly string[]; readonly isFileNext: boolean }
  | { readonly kind: "files" }
  /** A program and its arguments: all that follows is the program's. */
  | { readonly kind: "program" }
  /** Something that no list holds, such as a number. */
  | { readonly kind: "free" };

/** How many words after an option are its value. */
export type Takes = "one" | "optional" | "many";

export interface CompletedOption {
  /** As they are typed: `-o`, `--output`. */
  readonly flags: readonly string[];
  readonly help: string;
  /** The name of its value; null if it takes none. */
  readonly placeholder: string | null;
  readonly takes: Takes | null;
  readonly values: Values;
}

export interface CompletedOperand {
  readonly name: string;
  readonly values: Values;
  /** True if any number of them may follow. */
  readonly isMany: boolean;
}

export interface CompletedCommand {
  readonly name: string;
  readonly help: string;
  readonly options: readonly CompletedOption[];
  readonly operands: readonly CompletedOperand[];
}

/** A command line, as far as a shell can complete it. */
export interface CompletedProgram {
  readonly name: string;
  /** The program's own options; they come first on the line, or not at all. */
  readonly options: readonly CompletedOption[];
  readonly commands: readonly CompletedCommand[];
  /** The command that runs when the first word does not name one. */
  readonly usual: CompletedCommand;
}

/** As bash and zsh read it: text in which nothing is expanded. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

export function quotedWords(words: readonly string[]): string {
  return words.map(shellQuoted).join(" ");
}

/** True for a command whose operand is a program: the command's own options end there. */
export function runsProgram({ operands }: CompletedCommand): boolean {
  return operands.some(({ values }) => values.kind === "program");
}
