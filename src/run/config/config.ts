import type { RuleLevel } from "../../core/rules/active-rule.js";
import type { Level, Rule } from "../../core/rules/rule.js";

/**
 * What an `unflushed.config.js`, `.mjs` or `.json`, or the key `unflushed` of a package.json, may say. What stands on
 * the command line wins over it. Paths are relative to the folder of the file.
 */
export interface Config {
  /** For editors. */
  readonly $schema?: string;
  /** By the rule's id. */
  readonly rules?: Readonly<Record<string, RuleLevel>>;
  readonly failOn?: Level;
  readonly notes?: boolean;
  readonly passWithNoResponses?: boolean;
  readonly strict?: boolean;
  /** Captures to check at a time, from 1. */
  readonly jobs?: number;
  readonly progress?: boolean;
  /** `NAME` or `NAME=FILE`, as after `--format`; `NAME` may be the path of a module, such as `./mine.mjs`. */
  readonly format?: string | readonly string[];
  /** Findings that are told and make nothing fail. */
  readonly ignores?: readonly Ignore[];
  readonly baseline?: string;
  /** Modules that export `rules`: paths, or names of packages. */
  readonly plugins?: readonly string[];
  readonly customRules?: readonly Rule[];
}

/** Findings that fit all that is said of them; at least one of rule, target and peer is. */
export interface Ignore {
  /** A rule's id. */
  readonly rule?: string;
  /** The request's target; `*` stands for any text. */
  readonly target?: string;
  /** The peer's address, such as `127.0.0.1:*`; `*` stands for any text. */
  readonly peer?: string;
  /** Why they may be ignored: it is told with them. */
  readonly reason: string;
}

/** Declares a configuration, for the sake of its types. */
export function defineConfig(config: Config): Config {
  return config;
}
