import { existsSync } from "node:fs";
import { threadFiles } from "../capture/thread-files.js";
import { nearest } from "../core/text/nearest.js";
import { UnflushedError } from "../errors.js";
import { COMMAND_NAMES, isCommandName } from "./commands/all.js";

/**
 * Refuses a word that is meant for a command and is none. `check` is the usual command, so it would take such a word for the
 * name of a capture, and `help` would say what it says of all commands.
 *
 * @throws UnflushedError (`usage`)
 */
export function refuseMistake(argv: readonly string[]): void {
  const [word, topic] = argv.slice(wordAt(argv));
  if (word === undefined || word.startsWith("-")) return;
  if (word === "help") refuseTopic(topic);
  else if (!isCommandName(word)) refuseTypo(word);
}

/** Where the first word is: only the option that every command has may stand before it. */
function wordAt([first = ""]: readonly string[]): number {
  if (first === "--color") return 2;
  return first.startsWith("--color=") ? 1 : 0;
}

function refuseTopic(topic: string | undefined): void {
  if (topic === undefined || topic.startsWith("-") || topic === "help" || isCommandName(topic)) return;
  const near = nearest(topic, COMMAND_NAMES);
  const hint = near === null ? ": unflushed --help lists them all" : `; did you mean \`${near}\`?`;
  throw new UnflushedError("usage", `there is no command \`${topic}\`${hint}`);
}

function refuseTypo(word: string): void {
  const near = nearest(word, COMMAND_NAMES);
  if (near === null || !isTypo(word.toLowerCase(), near) || isCapture(word)) return;
  throw new UnflushedError("usage", `no file is called \`${word}\`; did you mean the command \`${near}\`?`);
}

/** Who mistypes a command begins with its first letter, or types its letters in another order. A name of a file does so rarely. */
function isTypo(word: string, command: string): boolean {
  const sorted = (text: string): string => [...text].sort().join("");
  return word[0] === command[0] || sorted(word) === sorted(command);
}

/** True for a file, a folder, and the name of a set of files of `strace -ff`. */
function isCapture(word: string): boolean {
  return existsSync(word) || threadFiles(word) !== null;
}
