import { Argument, type Command } from "commander";
import type { Invocation } from "../../../run/streams.js";
import { MANUALS, type ManualForm } from "../../man/forms.js";

/** `unflushed manual FORM`, which makes the man page and its page in the documentation; the help does not list it. */
export function declareManual(program: Command, invocation: Invocation): void {
  program
    .command("manual", { hidden: true })
    .description("print the manual: the source of the man page, or a page of Markdown")
    .addArgument(new Argument("<form>", "what to print").choices(MANUALS))
    .addHelpText(
      "after",
      `
Examples:
  unflushed manual roff
  unflushed manual markdown

Exit codes: 0 printed; 2 usage.`,
    )
    .action(async (form: ManualForm) => {
      const { manual } = await import("./action.js");
      manual(form, program, invocation);
    });
}
