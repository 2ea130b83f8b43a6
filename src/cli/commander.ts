import { createRequire } from "node:module";
import type * as commander from "commander";

/** Loaded as the CommonJS module that it is: an import of one takes Node several times as long, in every run. */
export const { Argument, Command, CommanderError, Option } = createRequire(import.meta.url)(
  "commander",
) as typeof commander;

export type Command = commander.Command;
export type Option = commander.Option;
