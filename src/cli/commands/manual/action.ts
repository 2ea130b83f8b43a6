import type { Command } from "commander";
import type { Terminal } from "../../../run/streams.js";
import type { ManualForm } from "../../man/forms.js";
import { type Manual, manualOf } from "../../man/manual.js";
import { manualPage } from "../../man/markdown.js";
import { manPage } from "../../man/roff.js";

const FORMS: Readonly<Record<ManualForm, (manual: Manual) => string>> = { roff: manPage, markdown: manualPage };

/** `unflushed manual FORM`: the whole manual, on standard output. */
export function manual(form: ManualForm, program: Command, { stdout }: Terminal): void {
  stdout.write(FORMS[form](manualOf(program)));
}
