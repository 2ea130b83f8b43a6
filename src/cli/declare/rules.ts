import type { Command } from "commander";

/** `unflushed rules [ID]` */
export function declareRules(program: Command): void {
  program
    .command("rules")
    .description("list the rules, or explain one: what it flags, why it matters, how to fix it, with examples")
    .argument("[rule]", "a rule, such as shut-wr-outstanding")
    .action(async (id: string | undefined) => {
      const { explainRules } = await import("../rules.js");
      explainRules(id);
    });
}
