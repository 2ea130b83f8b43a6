import { join } from "node:path";
import type { Hop, Post } from "./chain.js";

/** Where the shell of a hop notes its pid. */
export const pidFile = ({ folder }: Post): string => join(folder, "pid");

/** A shell that notes its pid, and becomes the hop or starts it again and again. What the hop says goes beside the pid. */
export function hopCommand(hop: Hop, post: Post): readonly string[] {
  const program = hop.isRestarted ? 'while :; do "$@" 2>>"$0.errors"; sleep 0.1; done' : 'exec "$@" 2>>"$0.errors"';
  return ["sh", "-c", `echo $$ >"$0"; ${program}`, pidFile(post), ...hop.command(post)];
}

/** A shell that starts all the commands at the same time, and waits. */
export function launcher(commands: readonly (readonly string[])[]): readonly string[] {
  const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(" ");
  return ["sh", "-c", `${commands.map((command) => `${quoted(command)} &`).join("\n")}\nwait`];
}

/** strace with these flags, writing to a capture. */
export function traced(flags: string, capture: string, command: readonly string[]): readonly string[] {
  return ["strace", ...flags.split(" "), "-o", capture, ...command];
}
