import type { RuleLevel } from "../../core/rules/active-rule.js";
import type { Level, Rule } from "../../core/rules/rule.js";

/**
 * The content of an `unflushed.config.js`, `.mjs` or `.json`, or of the key `unflushed` in a package.json. Options on
 * the command line win over it. Paths start from the folder of the file.
 */
export interface Config {
  /** The address of the schema. Editors use it; unflushed ignores it. */
  readonly $schema?: string;
  /** The level of each rule, by rule id. */
  readonly rules?: Readonly<Record<string, RuleLevel>>;
  readonly failOn?: Level;
  readonly notes?: boolean;
  readonly passWithNoResponses?: boolean;
  readonly strict?: boolean;
  /** How many captures to check at the same time, from 1. */
  readonly jobs?: number;
  readonly progress?: boolean;
  /** `NAME` or `NAME=FILE`, as after `--format`; `NAME` may be the path of a module, such as `./mine.mjs`. */
  readonly format?: string | readonly string[];
  /** Findings that are reported and do not fail the run. */
  readonly ignores?: readonly Ignore[];
  readonly baseline?: string;
  /** Modules that export `rules`: paths, or package names. */
  readonly plugins?: readonly string[];
  readonly customRules?: readonly Rule[];
}

/** Selects findings. All given criteria must match, and at least one of rule, target and peer must be given. */
export interface Ignore {
  /** The id of a rule. */
  readonly rule?: string;
  /** The request target (RFC 9112, section 3.2); `*` stands for any text. */
  readonly target?: string;
  /** The address of the peer, such as `127.0.0.1:*`; `*` stands for any text. */
  readonly peer?: string;
  /** Why the findings may be ignored. The reports show it. */
  readonly reason: string;
}

/** Returns its argument. It gives a configuration in JavaScript its type, for editors. */
export function defineConfig(config: Config): Config {
  return config;
}
