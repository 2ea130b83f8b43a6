import { chunksOf } from "../../../capture/chunks.js";
import { inputOf } from "../../../capture/find-captures.js";
import { filesOfCapture } from "../../../capture/input-files.js";
import { latin1 } from "../../../core/bytes.js";
import { PrintedLines } from "../../../core/strace/printed-lines.js";
import { UnflushedError } from "../../../errors.js";
import { notStrace, STDIN } from "../../../reading/problems.js";
import type { ReadListener } from "../../../reading/read-listener.js";
import { analyzeCapture, readLines } from "../../../run/check/analyze-capture.js";
import { print } from "../../../run/say.js";
import type { Invocation } from "../../../run/streams.js";
import { Digest } from "../../../tools/scrub/digest.js";
import { type Knowledge, Learner } from "../../../tools/scrub/learner.js";
import { Leftovers } from "../../../tools/scrub/leftovers.js";
import { LineMask } from "../../../tools/scrub/line/line-mask.js";
import { minimize } from "../../../tools/scrub/minimize.js";
import { Pseudonyms } from "../../../tools/scrub/pseudonyms.js";
import { scrubReport } from "../../../tools/scrub/text.js";
import { WorkFolder } from "../../../tools/scrub/work-folder.js";
import { endOnSignals } from "../../terminal/end-on-signals.js";
import { pageOf } from "../../terminal/page.js";
import { progressBar } from "../../terminal/progress.js";

interface ScrubOptions {
  readonly output?: string;
  readonly force?: boolean;
  readonly minimize?: boolean;
  readonly progress: boolean;
}

/** `unflushed scrub CAPTURE`: a capture that may be shown to others. Returns the exit code. */
export async function scrub(path: string, options: ScrubOptions, invocation: Invocation): Promise<number> {
  const { stderr, env } = invocation;
  if (path === STDIN) {
    throw new UnflushedError("usage", "scrub reads a capture twice, so that it takes no standard input: name a file");
  }
  const { output, force: isForced = false } = options;
  const wish = output === undefined ? null : { path: output, isForced, inputs: filesOfCapture(path) };
  const input = inputOf(path, true);
  const progress = progressBar(options.progress, [input, input], invocation);
  const onRead = progress ? (bytes: number) => progress.advance(bytes) : undefined;
  endOnSignals(["SIGINT", "SIGTERM", "SIGHUP"], { ...invocation, progress });
  const workshop = new WorkFolder(wish, invocation);
  try {
    const names = new Pseudonyms();
    const knowledge = await learn(path, names, onRead);
    const lines = await rewrite(path, { knowledge, names, workshop, onRead });
    progress?.clear();
    const secrets = names.removed.secrets;
    await check(workshop.path(WHOLE), knowledge, secrets);
    const minimized = options.minimize ? await minimize(workshop, WHOLE) : null;
    await workshop.publish(minimized?.name ?? WHOLE);
    const { responses, findings } = knowledge.summary;
    const whole = minimized && minimized.kept === null ? minimized.why : null;
    const name = output ?? "standard output";
    const { counts } = names.removed;
    const kept = minimized?.kept ?? null;
    const report = { name, lines, replaced: counts, responses, findings, searched: secrets.length, kept, whole };
    print(stderr, scrubReport(report, pageOf(stderr, env).width));
    return 0;
  } finally {
    progress?.clear();
    workshop.close();
  }
}

const WHOLE = "whole";

async function learn(path: string, names: Pseudonyms, onRead?: ReadListener): Promise<Knowledge> {
  const learner = new Learner(names, path);
  await readLines(path, (bytes, start, end, pid, isCut) => learner.line(bytes, start, end, pid, isCut), onRead);
  const knowledge = learner.finish();
  if (!learner.hasSeenStrace) throw notStrace(path);
  return knowledge;
}

interface Rewriting {
  readonly knowledge: Knowledge;
  readonly names: Pseudonyms;
  readonly workshop: WorkFolder;
  readonly onRead: ReadListener | undefined;
}

/** Writes the scrubbed lines; returns how many. */
async function rewrite(path: string, { knowledge, names, workshop, onRead }: Rewriting): Promise<number> {
  const mask = new LineMask(knowledge, names);
  const file = workshop.create(WHOLE);
  let isCutShort = false;
  const proper = new PrintedLines({
    line: (bytes, start, end, pid, isCut, count) => {
      isCutShort = isCut && pid === null;
      file.line(mask.mask(latin1(bytes, start, end), pid, count));
    },
    lost: (_text, _pid, lines) => file.line(mask.lost(lines)), // a column may name hosts, and says nothing about the calls
    gap: () => {}, // the check refuses what is written: its numbers are gone
    note: () => {},
  });
  await readLines(path, proper.push.bind(proper), onRead);
  proper.finish();
  file.end(isCutShort);
  return mask.counts.lines;
}

/**
 * Reads what was written as any capture: it must come to the same, and hold none of what was replaced.
 *
 * @throws UnflushedError (`scrub-changed-verdict`, `scrub-left-text`)
 */
async function check(path: string, { digest }: Knowledge, secrets: readonly string[]): Promise<void> {
  const after = new Digest();
  const { facts, summary } = await analyzeCapture(path, after.listener);
  after.finish(facts, summary);
  if (!digest.equals(after)) {
    throw new UnflushedError(
      "scrub-changed-verdict",
      "without its text this capture would give other verdicts, so nothing was written: please report what kind of capture it is",
    );
  }
  const leftovers = new Leftovers(secrets);
  for await (const chunk of chunksOf(path)) leftovers.search(chunk);
  if (!leftovers.hasFound) return;
  throw new UnflushedError(
    "scrub-left-text",
    "text that was to be replaced is still there, so nothing was written: please report what kind of capture it is",
  );
}
