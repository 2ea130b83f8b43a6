import type { Command } from "commander";
import type { Terminal } from "../../../run/streams.js";
import { bashCompletion } from "../../completion/bash.js";
import type { CompletedProgram } from "../../completion/completion-model.js";
import { fishCompletion } from "../../completion/fish.js";
import { declaredBy } from "../../completion/model-of.js";
import type { Shell } from "../../completion/shells.js";
import { zshCompletion } from "../../completion/zsh.js";

const SCRIPTS: Readonly<Record<Shell, (program: CompletedProgram) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** `unflushed completion SHELL`: the script, on standard output. */
export function completion(shell: Shell, program: Command, { stdout }: Terminal): void {
  stdout.write(SCRIPTS[shell](declaredBy(program)));
}
