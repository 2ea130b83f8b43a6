/** The programs that are started for one recording. */
export interface StartedPrograms {
  /** Those of `--also`, each as a line for a shell. */
  readonly also: readonly string[];
  /** The one on the command line; empty if there is none. */
  readonly command: readonly string[];
}

/** How the words of a shell of `--also` begin. */
export const SHELL = ["/bin/sh", "-c"] as const;
/** The fds of a gate, and of the standard error, in the launcher. */
export const [ERRORS_FD, GATE_FD] = [3, 4];

/** strace's messages are read there, so the programs get the standard error by another way; they start when it is time. */
const WAIT = `exec 2>&${ERRORS_FD} ${ERRORS_FD}>&-; read -r go <&${GATE_FD} || exit; exec ${GATE_FD}<&-; `;
/** These are kept at hand; the shell itself is quiet on what became of its programs. */
const KEEP = "exec 3<&0 4>&1 5>&2 2>/dev/null; ";
/** The signals are for the programs. They get the usual answers to them again: the shell catches, and does not ignore. */
const OUTLIVE = "trap : HUP INT QUIT USR1 USR2 TERM; ";
const RESTORE = "2>&5 3<&- 4>&- 5>&-";

/**
 * What strace runs, so that it starts all of these. It takes one command: a single one as it is, several by way of a shell.
 *
 * One strace records them all, and not one strace each: strace writes a call in two halves, if another thread comes in
 * between, but only of threads that it traces itself. Two of them would break into each other's lines, and there would
 * be no order between what one and the other saw. The shell starts the programs as a pipeline, as there is no other way
 * that leaves SIGINT to them: a shell makes those of `&` ignore it. Nothing goes through the pipe. The last program is that
 * of the command line, so its status is the shell's; the others have no standard input.
 *
 * @param isGated true if the shell waits for a line from a gate
 */
export function launcherOf({ also, command }: StartedPrograms, isGated = false): readonly string[] | null {
  if (also.length === 0) return command.length > 0 ? command : null;
  const parts = also.map((_, index) => `exec ${SHELL.join(" ")} "\${${index + 1}}" </dev/null >&4 ${RESTORE}`);
  if (command.length > 0) parts.push(`{ shift ${also.length}; exec "$@" <&3 >&4 ${RESTORE}; }`);
  const script = `${isGated ? WAIT : ""}${KEEP}${OUTLIVE}${parts.join(" | ")}; exit $?`;
  return [...SHELL, script, "unflushed-launcher", ...also, ...command];
}
