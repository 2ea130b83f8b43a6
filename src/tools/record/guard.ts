import { spawn } from "node:child_process";
import type { Socket } from "node:net";

/** What a guard does when this process is gone: kills all that strace traces, or lets the traced process go on. */
export type GuardDuty = "kill-traced" | "detach";

/**
 * Runs in `sh`, as there is no call in node to make a child end with its parent. It waits for the end of a pipe, which
 * comes however this process ends. A pid may be another process's by then: it counts only with the start time that
 * strace had (proc_pid_stat(5), field 22).
 */
const SCRIPT = `
trap '' INT TERM HUP QUIT
strace=$1 duty=$2
shift 2
spared=" $* "
started() { # the start time of a process
  read -r line < "/proc/$1/stat" || return
  set -- \${line##*) }
  shift 19
  echo "$1"
} 2>/dev/null
parent() {
  read -r line < "/proc/$1/stat" || return
  set -- \${line##*) }
  echo "$2"
} 2>/dev/null
is_spared() { # true also for what descends from such a process
  pid=$1
  while [ "\${pid:-0}" -gt 1 ]; do
    case $spared in *" $pid "*) return 0 ;; esac
    pid=$(parent "$pid")
  done
  return 1
}
traced() { # the processes that strace traces and nobody spares
  for folder in /proc/[0-9]*; do
    while read -r key value; do
      [ "$key" = TracerPid: ] || continue
      [ "$value" != "$strace" ] || is_spared "\${folder#/proc/}" || echo "\${folder#/proc/}"
      break
    done < "$folder/status"
  done
} 2>/dev/null
since=$(started "$strace")
read -r word
[ "$word" != done ] || exit 0
[ -n "$since" ] && [ "$(started "$strace")" = "$since" ] || exit 0
if [ "$duty" = kill-traced ]; then
  # one may start another meanwhile
  while pids=$(traced); [ -n "$pids" ]; do kill -KILL $pids; sleep 0.05; done 2>/dev/null
fi
if [ "$duty" = detach ] || [ "$spared" != "  " ]; then
  kill -INT "$strace"
  sleep 1
fi
[ "$(started "$strace")" != "$since" ] || kill -KILL "$strace"
`;

/**
 * Watches over a strace: if this process ends without a call of what is returned, even by SIGKILL, no strace stays, and
 * no program that it started.
 *
 * @param keeps an fd that the guard holds open as well, so that strace does not lose its reader before its programs end
 * @param spared processes that strace attached to, while it started others; they go on, with all that descends from them
 */
export function guard(
  strace: number | undefined,
  duty: GuardDuty,
  keeps: number | "ignore" = "ignore",
  spared: readonly number[] = [],
): () => void {
  if (strace === undefined) return () => {};
  const words = ["-c", SCRIPT, "unflushed-guard", String(strace), duty, ...spared.map(String)];
  // in a session of its own: a signal to the group of this process does not end it
  const child = spawn("sh", words, { stdio: ["pipe", "ignore", "ignore", keeps], detached: true });
  child.on("error", () => {}); // without a shell there is no guard
  const pipe = child.stdin as Socket; // a socket on POSIX systems
  pipe.on("error", () => {}); // the guard is gone
  child.unref();
  pipe.unref();
  return () => void pipe.end("done\n");
}
