/** Signals that people and supervisors send to end a program (signal(7)); a crash is none of them. */
import { startsWith } from "../bytes";

/** True if p..end is the name of such a signal. */
export function isEndSignal(p: usize, end: usize): bool {
  return (
    isName(p, end, "SIGTERM") ||
    isName(p, end, "SIGINT") ||
    isName(p, end, "SIGQUIT") ||
    isName(p, end, "SIGHUP") ||
    isName(p, end, "SIGKILL")
  );
}

function isName(p: usize, end: usize, name: string): bool {
  return end - p === <usize>name.length && startsWith(p, end, name);
}
