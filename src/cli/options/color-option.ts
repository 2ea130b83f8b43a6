import { type Command, Option } from "commander";

const WHEN = ["auto", "always", "never"] as const;
type When = (typeof WHEN)[number];

/** What the values of `--color` are in the environment: the option is the last word on variables that say the same. */
const VARIABLES: Readonly<Record<When, NodeJS.ProcessEnv>> = {
  auto: {},
  always: { NO_COLOR: "", FORCE_COLOR: "1" },
  never: { NO_COLOR: "1" },
};

/** Adds the option that says when text has colours. */
export function withColorOption(command: Command): Command {
  return command.addOption(
    new Option("--color <when>", "colours: auto has them on a terminal, unless NO_COLOR or TERM=dumb is set").choices(
      WHEN,
    ),
  );
}

/** The environment as `--color` of a command, or before it, would have it. */
export function coloredBy(command: Command, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { color = "auto" } = command.optsWithGlobals<{ readonly color?: When }>();
  return { ...env, ...VARIABLES[color] };
}
