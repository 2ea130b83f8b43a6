import { placeIn } from "../records/placed.js";
import type { RuleRecord } from "../records/record.js";
import type { Level } from "../rules/rule.js";
import { aboutFinding } from "./about.js";
import type { FormatContext } from "./context.js";
import type { Format } from "./format.js";
import { data, property } from "./github-escape.js";
import { Silences } from "./silent-captures.js";
import { remarksOn } from "./text/finding.js";
import { ShownNotes } from "./text/notes.js";

const COMMAND: Readonly<Record<Level, string>> = { error: "error", warning: "warning", note: "notice" };

/** Workflow commands of GitHub Actions, which show a finding at its line. */
export function githubFormat(
  context: Pick<FormatContext, "showsAllNotes" | "fails" | "passesWithNoResponses" | "date">,
): Format {
  const { showsAllNotes, passesWithNoResponses, date } = context;
  const silences = new Silences(context);
  const notes = new ShownNotes(showsAllNotes);
  let rules: readonly RuleRecord[] = [];
  return {
    run: ({ value }) => {
      rules = value.rules;
    },
    finding: ({ value }, write) => {
      silences.finding(value);
      if (value.suppressed || !notes.take(value)) return;
      const { rule, level, path, message } = value;
      const { file, line } = placeIn(path, value);
      const lines = [`${message} (${aboutFinding(value, date).join(", ")})`, ...remarksOn(value, rules)];
      write(annotation(COMMAND[level], { file, line: String(line), title: `unflushed ${rule}` }, lines));
    },
    deviation: ({ value: { path, line, by, fails, message } }, write) => {
      const at: Record<string, string> = line === null ? { file: path } : { file: path, line: String(line) };
      write(annotation(fails ? "error" : "notice", { ...at, title: `unflushed: ${by}` }, [message]));
    },
    capture: ({ value }) => silences.capture(value),
    failure: ({ value: { path, message } }, write) =>
      write(annotation("error", { file: path, title: "unflushed: unreadable capture" }, [message])),
    summary: ({ value }, write) => {
      const fails = silences.endRun(value) && !passesWithNoResponses;
      for (const { code, message, paths } of silences.reasons) {
        const at = { file: paths[0] ?? "", title: `unflushed: nothing judged (${code})` };
        write(annotation(fails ? "error" : "notice", at, [message]));
      }
    },
  };
}

/** One command on one line; `lines` are those of its message. */
export function annotation(
  command: string,
  properties: Readonly<Record<string, string>>,
  lines: readonly string[],
): string {
  const known = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  return `::${command} ${known.join(",")}::${lines.map(data).join("%0A")}\n`;
}
