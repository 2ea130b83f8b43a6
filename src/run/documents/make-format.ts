import { pageOf } from "../../cli/terminal/page.js";
import type { Format } from "../../core/formats/format.js";
import { type ExitOptions, isAtLeast } from "../exit-code.js";
import type { Terminal } from "../streams.js";
import type { AskedFormat, FormatName } from "./asked-format.js";
import { Spool } from "./spool.js";

export interface FormatOptions extends ExitOptions {
  readonly format?: readonly AskedFormat[];
  readonly notes?: boolean;
}

/** What was asked for; otherwise text, and in a job of GitHub Actions its annotations behind it. */
export function formatsOf({ format }: FormatOptions, env: NodeJS.ProcessEnv): readonly AskedFormat[] {
  if (format) return format;
  const text = { format: "text", file: null } as const;
  return isGithub(env) ? [text, { format: "github", file: null }] : [text];
}

/** A format for one document: none is loaded that nobody asked for. */
export async function makeFormat(name: FormatName, options: FormatOptions, { stdout, env }: Terminal): Promise<Format> {
  const showsAllNotes = options.notes === true || options.failOn === "note";
  switch (name) {
    case "text": {
      const { textFormat } = await import("../../core/formats/text/text.js");
      const defused = isGithub(env) ? (await import("../../core/formats/github.js")).withoutCommand : undefined;
      return textFormat(pageOf(stdout, env), showsAllNotes, defused);
    }
    case "json":
      return (await import("../../core/formats/json.js")).jsonFormat(new Spool());
    case "ndjson":
      return (await import("../../core/formats/ndjson.js")).ndjsonFormat();
    case "sarif":
      return (await import("../../core/formats/sarif.js")).sarifFormat((await import("./rule-help.js")).ruleHelp);
    case "junit":
      return (await import("../../core/formats/junit.js")).junitFormat(new Spool(), {
        fails: (level) => isAtLeast(level, options.failOn),
        passesWithNoResponses: options.passWithNoResponses === true,
      });
    case "github":
      return (await import("../../core/formats/github.js")).githubFormat(showsAllNotes);
    case "markdown":
      return (await import("../../core/formats/markdown/markdown.js")).markdownFormat(showsAllNotes);
    case "csv":
      return (await import("../../core/formats/csv.js")).csvFormat(new Spool());
  }
}

function isGithub(env: NodeJS.ProcessEnv): boolean {
  return env.GITHUB_ACTIONS === "true";
}
