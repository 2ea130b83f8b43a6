/** What may stand where a value is expected. */
export type Values =
  /** One of these; `isFileNext`: or one with `=` and a file behind it. */
  | { readonly kind: "words"; readonly words: readonly string[]; readonly isFileNext: boolean }
  | { readonly kind: "files" }
  /** A program and its arguments: all that follows is the program's. */
  | { readonly kind: "program" }
  /** Something that no list holds, such as a number. */
  | { readonly kind: "free" };

/** How many words behind an option are its value. */
export type Takes = "one" | "optional" | "many";

export interface CompletedOption {
  /** As they are typed: `-o`, `--output`. */
  readonly flags: readonly string[];
  readonly help: string;
  /** What its value is called; null where it has none. */
  readonly placeholder: string | null;
  readonly takes: Takes | null;
  readonly values: Values;
}

export interface CompletedOperand {
  readonly name: string;
  readonly values: Values;
  /** True where as many may follow as one likes. */
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
  /** The command where the first word is none. */
  readonly usual: CompletedCommand;
}

/** As bash and zsh read it: text in which nothing is expanded. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

export function quotedWords(words: readonly string[]): string {
  return words.map(shellQuoted).join(" ");
}

/** Where a command's operand is a program, with which its own options end. */
export function runsProgram({ operands }: CompletedCommand): boolean {
  return operands.some(({ values }) => values.kind === "program");
}
