import { csvFormat } from "../report/csv.js";
import type { Format } from "../report/format.js";
import { githubFormat, withoutCommand } from "../report/github.js";
import { jsonFormat } from "../report/json.js";
import { junitFormat } from "../report/junit.js";
import { markdownFormat } from "../report/markdown.js";
import { ndjsonFormat } from "../report/ndjson.js";
import { sarifFormat } from "../report/sarif.js";
import { textFormat } from "../report/text.js";
import type { AskedFormat, FormatName } from "./asked-format.js";
import { type ExitOptions, isAtLeast } from "./exit-code.js";
import { pageOf } from "./page.js";
import { ruleHelp } from "./rule-help.js";
import { Spool } from "./spool.js";

export interface FormatOptions extends ExitOptions {
  readonly format?: readonly AskedFormat[];
  readonly notes?: boolean;
}

/** What was asked for; otherwise text, and in a job of GitHub Actions its annotations behind it. */
export function formatsOf({ format }: FormatOptions): readonly AskedFormat[] {
  if (format) return format;
  const text = { format: "text", file: null } as const;
  return isGithub() ? [text, { format: "github", file: null }] : [text];
}

/** A format for one document. */
export function makeFormat(name: FormatName, options: FormatOptions): Format {
  const showsAllNotes = options.notes === true || options.failOn === "note";
  switch (name) {
    case "text":
      return textFormat(pageOf(process.stdout), showsAllNotes, isGithub() ? withoutCommand : undefined);
    case "json":
      return jsonFormat(new Spool());
    case "ndjson":
      return ndjsonFormat();
    case "sarif":
      return sarifFormat(ruleHelp);
    case "junit":
      return junitFormat(new Spool(), {
        fails: (level) => isAtLeast(level, options.failOn),
        passesWithNoResponses: options.passWithNoResponses === true,
      });
    case "github":
      return githubFormat(showsAllNotes);
    case "markdown":
      return markdownFormat(showsAllNotes);
    case "csv":
      return csvFormat(new Spool());
  }
}

function isGithub(): boolean {
  return process.env.GITHUB_ACTIONS === "true";
}
