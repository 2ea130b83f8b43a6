import { forTerminal } from "../../../core/text/escape.js";
import { grouped } from "../../../core/text/quantities.js";
import type { RunResult } from "../judge.js";
import type { Provocation } from "../provocation.js";

/** Pairs of a title and a sentence: what the results mean, and what to do. */
export function adviceText(provocation: Provocation, keptIn: string | null): (readonly [string, string])[] {
  const { dryRun, runs } = provocation;
  const of = (result: RunResult) => runs.filter((run) => run.result === result);
  const advice: (readonly [string, string])[] = [];
  if (dryRun.obstacle !== null) advice.push(["nothing to refuse", OBSTACLES[dryRun.obstacle]]);
  if (dryRun.outcome.verdict === "truncated") {
    advice.push([
      "cut already",
      "the response was cut short in the dry run as well, in which only the kernel refused writes",
    ]);
  }
  const [cut] = of("truncated");
  if (cut) {
    advice.push(["why", "a write was refused, as a full socket does, and the program ended the response"]);
    advice.push(["next", cut.observation.rules.length > 0 ? lookInto(cut.capture, keptIn) : KEEP]);
  }
  const woken = of("survived").filter(({ outcome }) => (outcome?.nudges ?? 0) > 0);
  if (woken.length > 0) advice.push(["woken", WOKEN]);
  if (woken.some(({ outcome }) => outcome?.ending === "reset")) advice.push(["reset by waking", RESET]);
  const stalled = of("stalled");
  const inVain = stalled.filter(({ observation }) => observation.wasWokenInVain).length;
  if (inVain > 0) {
    const which = inVain === stalled.length ? "" : `in ${grouped(inVain)} runs `;
    advice.push(["stalled", `${which}the kernel reported room after the refusal, and the program wrote nothing more`]);
  }
  if (stalled.length > inVain) advice.push(["stalled", STALLED]);
  const missed = of("missed");
  if (missed.some(({ outcome }) => outcome !== null)) advice.push(["missed", MISSED]);
  const down = missed.find(({ outcome }) => outcome === null);
  if (down)
    advice.push(["no connection", `the server did not come up; its last words: ${forTerminal(down.lastWords)}`]);
  if (of("undetermined").length > 0) advice.push(["undetermined", UNDETERMINED]);
  const isNeverFull = !cut && dryRun.obstacle === null && dryRun.observation.writes.every(({ isFull }) => !isFull);
  if (isNeverFull) advice.push(["note", NEVER_FULL]);
  return advice;
}

const OBSTACLES = {
  blocking: "nothing shows that the server's socket is non-blocking: if writes wait, the kernel refuses none",
  "no-write": "the capture holds no write of a response to this request",
} as const;

const KEEP = "--keep FOLDER keeps the captures, and unflushed timeline shows what the program did after the refusal";
const STALLED =
  "no proof of a bug: a socket whose write strace refused still has room, and edge-triggered epoll reports room only after a full buffer";
const WOKEN =
  "the server was silent after the refusal, and an empty line made it look at its socket again: epoll reports room along with any other event";
const RESET =
  "the server had handed over every byte; then it left the empty line unread, which reset the connection and lost what was on its way";
const MISSED =
  "the refusal hit something else, because threads share the work differently in each run: more --attempts may hit";
const UNDETERMINED =
  "the response declares no length, or the connection was reset: neither the client nor the capture shows what was lost";
const NEVER_FULL =
  "the kernel took every write whole; with a larger response, or a smaller --rcvbuf on TCP, refusals are true to life";

function lookInto(capture: string, keptIn: string | null): string {
  return keptIn === null ? KEEP : `unflushed timeline ${forTerminal(capture)} shows what the program did`;
}
