import { setTimeout } from "node:timers/promises";
import { Command, CommanderError } from "commander";
import { RECORD_INTO_PIPE, RECORD_SERVER } from "../core/recipe.js";
import { UnflushedError } from "../errors.js";
import { AtEnd } from "../run/at-end.js";
import { say } from "../run/say.js";
import { SOON } from "../run/soon.js";
import type { Invocation, OutputStream, Streams } from "../run/streams.js";
import { refuseIncompletePackage, version } from "../run/version.js";
import { declarationsFor } from "./commands/all.js";
import { refuseMistake } from "./mistaken-command.js";
import { coloredBy, withColorOption } from "./options/color-option.js";
import { columnsOf } from "./terminal/page.js";
import { workingDirectoryGone } from "./working-directory.js";

export const EXIT_USAGE = 2;
const HELP_WIDTH = 80; // columns, if standard output is no terminal

/**
 * Runs the command that `argv` names, with these streams in place of the process's own. Returns the exit code.
 *
 * @param argv the arguments after the name of the program
 * @param env the variables that say what a terminal shows; those of the process if they are not given
 */
export async function main(
  argv: readonly string[],
  { stdin, stdout, stderr, env = process.env }: Streams & { readonly env?: NodeJS.ProcessEnv },
): Promise<number> {
  const atEnd = new AtEnd();
  const invocation: Invocation = { stdin, stdout, stderr, env, exitCode: 0, atEnd };
  const undo = (): void => atEnd.run();
  process.once("exit", undo); // a signal or a defect ends the process before this function returns
  try {
    refuseIncompletePackage();
    refuseMistake(argv);
    const program = await programFor(argv, invocation);
    await program.parseAsync(argv, { from: "user" });
    return invocation.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    const known = error instanceof UnflushedError ? error : workingDirectoryGone(error);
    if (known) say(stderr, `unflushed: ${known.message}`);
    else sayDefect(stderr, error);
    await setTimeout(SOON); // what was found before reaches standard output
    return EXIT_USAGE;
  } finally {
    process.off("exit", undo);
    undo();
  }
}

/** The commands that `argv` needs, declared. */
async function programFor(argv: readonly string[], invocation: Invocation): Promise<Command> {
  const { stdout, stderr } = invocation;
  const program = new Command("unflushed")
    .description("Reads strace output of an HTTP server and says which responses the program cut short.")
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      outputError: (text) => sayAll(text, stderr),
      getOutHelpWidth: () => widthOf(stdout) ?? HELP_WIDTH,
      getErrHelpWidth: () => widthOf(stderr) ?? HELP_WIDTH,
    })
    .addHelpText(
      "after",
      `
Examples:
  ${RECORD_SERVER}
  unflushed server.strace
  ${RECORD_INTO_PIPE}
  unflushed timeline server.strace --connection c3

Exit codes: 0 judged and nothing found, 1 findings, 2 usage or unreadable input, 3 nothing could be judged.`,
    );
  for (const declare of await declarationsFor(argv)) declare(program, invocation);
  for (const command of [program, ...program.commands]) withColorOption(command);
  program.hook("preAction", (_, command) => {
    invocation.env = coloredBy(command, invocation.env);
  });
  return program;
}

/** An error that no user can cause: its message on one line, and below it the calls that led to it. */
function sayDefect(stderr: OutputStream, error: unknown): void {
  const { stack = "" } = error instanceof Error ? error : {};
  say(stderr, `unflushed: internal error, please report it: ${error}`);
  for (const line of stack.split("\n")) if (/^ {4}at /.test(line)) say(stderr, line);
}

/** What commander says of arguments: a sentence that quotes them, and perhaps a line with what they may mean. */
function sayAll(text: string, stderr: OutputStream): void {
  const [, sentence = text, hint] = /^(.*?)(?:\n(\(Did you mean [^\n]*\?\)))?\n*$/s.exec(text) ?? [];
  say(stderr, sentence);
  if (hint !== undefined) say(stderr, hint);
}

/** The columns of a terminal. */
function widthOf({ isTTY, columns }: OutputStream): number | undefined {
  return isTTY ? columnsOf(columns) : undefined;
}
