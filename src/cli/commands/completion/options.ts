import { Argument, type Command } from "commander";
import type { Invocation } from "../../../run/streams.js";
import { SHELLS, type Shell } from "../../completion/shells.js";

/** `unflushed completion SHELL` */
export function declareCompletion(program: Command, invocation: Invocation): void {
  program
    .command("completion")
    .description("print a script that makes a shell complete commands, options, formats, rules and files")
    .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
    .addHelpText(
      "after",
      `
Use it:
  bash: source <(unflushed completion bash), in ~/.bashrc
  zsh:  source <(unflushed completion zsh), in ~/.zshrc after compinit
  fish: unflushed completion fish > ~/.config/fish/completions/unflushed.fish

Examples:
  unflushed completion bash
  unflushed completion zsh

Exit codes: 0 printed; 2 usage.`,
    )
    .action(async (shell: Shell) => {
      const { completion } = await import("./action.js");
      completion(shell, program, invocation);
    });
}
