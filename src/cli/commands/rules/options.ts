import type { Command } from "commander";
import type { Invocation } from "../../../run/streams.js";
import { withConfigOptions } from "../../options/rule-options.js";

/** `unflushed rules [ID]` */
export function declareRules(program: Command, invocation: Invocation): void {
  const command = program
    .command("rules")
    .description("list the rules, or explain one: what it flags, why it matters, how to fix it, with examples")
    .argument("[rule]", "a rule, such as shut-wr-outstanding")
    .addHelpText(
      "after",
      `
Examples:
  unflushed rules
  unflushed rules shut-wr-outstanding

Exit codes: 0 printed; 2 usage, no such rule, or a configuration that is not valid.`,
    )
    .action(async (id: string | undefined, options) => {
      const { explainRules } = await import("./action.js");
      await explainRules(id, options, invocation);
    });
  withConfigOptions(command);
}
