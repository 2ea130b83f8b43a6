import { LEVELS, type Level } from "../../core/rules/rule.js";
import type { Field } from "../field.js";

/**
 * The keys of a configuration. The type `Config`, the schema and docs/reference/configuration.md must list the same
 * keys.
 */
const KEYS = [
  "rules",
  "failOn",
  "notes",
  "passWithNoResponses",
  "strict",
  "jobs",
  "progress",
  "format",
  "ignores",
  "baseline",
  "plugins",
  "customRules",
  "$schema",
] as const;

const FLAGS = ["notes", "passWithNoResponses", "strict", "progress"] as const;

/** The options of commands that a configuration may set. Paths are still relative to its file. */
export interface ConfigOptions {
  failOn?: Level;
  notes?: boolean;
  passWithNoResponses?: boolean;
  strict?: boolean;
  jobs?: number;
  progress?: boolean;
  format?: readonly string[];
  baseline?: string;
}

/** @throws UnflushedError (`config-invalid`) if an option is not valid, or if the configuration has an unknown key */
export function optionsIn(root: Field): ConfigOptions {
  root.object(KEYS);
  const options: ConfigOptions = {};
  const [failOn, jobs, format, baseline] = [root.at("failOn"), root.at("jobs"), root.at("format"), root.at("baseline")];
  if (failOn.isGiven) options.failOn = failOn.oneOf(LEVELS, "level");
  for (const key of FLAGS) if (root.at(key).isGiven) options[key] = root.at(key).flag();
  if (jobs.isGiven) options.jobs = jobs.count();
  if (format.isGiven) options.format = formatsIn(format);
  if (baseline.isGiven) options.baseline = baseline.text();
  return options;
}

function formatsIn(format: Field): string[] {
  if (!Array.isArray(format.value)) return [format.text()];
  if (format.value.length === 0) throw format.wrong("is an empty list: name a format, such as text");
  return format.list().map((each) => each.text());
}
