import type { Command } from "commander";
import type { CompletedProgram } from "../report/completion.js";
import { bashCompletion } from "../report/completion-bash.js";
import { fishCompletion } from "../report/completion-fish.js";
import { zshCompletion } from "../report/completion-zsh.js";
import { declaredBy } from "./declared.js";
import type { Shell } from "./shells.js";

const SCRIPTS: Readonly<Record<Shell, (program: CompletedProgram) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** `unflushed completion SHELL`: the script, on standard output. */
export function completion(shell: Shell, program: Command): void {
  process.stdout.write(SCRIPTS[shell](declaredBy(program)));
}
