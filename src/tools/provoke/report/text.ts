import { cutOff, forTerminal } from "../../../core/text/escape.js";
import type { Page } from "../../../core/text/page.js";
import { grouped, plural } from "../../../core/text/quantities.js";
import { wrap } from "../../../core/text/wrap.js";
import { missingBytes, type ProbeOutcome } from "../../probe/outcome.js";
import { endingText, planText } from "../../probe/report/sentences.js";
import { shellLine } from "../../record/strace-command.js";
import type { DryRun, Provocation, ProvokeSettings, RefusalRun } from "../provocation.js";
import { adviceText } from "./advice.js";
import { RESULTS, tallyText } from "./tally-text.js";

/** The columns of a run, in order. Figures are flushed right. */
type Cells = readonly [run: string, write: string, call: string, asked: string, result: string, received: string];

/** Prints a provocation in three parts, so that each run appears as soon as it is over. */
export class ProvokeText {
  #widths: readonly number[] = [];

  constructor(
    private readonly command: readonly string[],
    private readonly settings: ProvokeSettings,
    private readonly page: Page,
  ) {}

  /** The command and the request, the dry run, and the heading of the runs. */
  head(dryRun: DryRun): string {
    const { width, paint } = this.page;
    const { target, method } = this.settings.plan;
    const address = target.transport === "unix" ? `unix:${target.host} ` : `http://${target.authority}`;
    const lines = [
      paint.strong(forTerminal(shellLine(this.command))),
      forTerminal(`${method} ${address}${target.path}`),
      paint.faint(wrap(planText(this.settings.plan), width, "  ")),
      "",
      wrap(dryRunWords(dryRun, this.settings), width, "  "),
    ];
    if (dryRun.obstacle !== null) return `${lines.join("\n")}\n`;
    const heads: Cells = ["run", "write", "call", "asked", "result", "received"];
    this.#widths = widthsFor(dryRun, this.settings, heads);
    return `${[...lines, "", paint.faint(cutOff(this.#row(heads, "lost"), width))].join("\n")}\n`;
  }

  run(run: RefusalRun): string {
    const { outcome, refused, aimedAt } = run;
    const cells: Cells = [
      String(run.number),
      String(refused?.number ?? run.write),
      refused?.call ?? aimedAt?.call ?? "-",
      refused?.askedBytes == null ? "-" : grouped(refused.askedBytes),
      run.result,
      outcome === null ? "-" : grouped(outcome.receivedBytes),
    ];
    const paint = this.page.paint[RESULTS[run.result].color];
    const row = cutOff(this.#row(cells, remarkOf(run)), this.page.width);
    return `${row.replace(run.result, (result) => paint(result))}\n`;
  }

  /** The results for each refused write, and what to do about them. */
  summary(provocation: Provocation, keptIn: string | null): string {
    const { width, paint } = this.page;
    const tallies = tallyText(provocation, this.page);
    const { runs } = provocation;
    const advice = adviceText(provocation, keptIn).map(
      ([title, text]) =>
        paint.faint("= ") +
        wrap(
          `${title}: ${text}`,
          width - 2,
          "    ",
          runs.map((run) => forTerminal(run.capture)),
        ),
    );
    const blocks = [tallies, advice].filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
    return blocks.length > 0 ? `\n${blocks.join("\n")}\n` : "";
  }

  #row(cells: Cells, last: string): string {
    const aligned = cells.map((cell, column) => {
      const width = this.#widths[column] ?? 0;
      return column === 2 || column === 4 ? cell.padEnd(width) : cell.padStart(width);
    });
    return [...aligned, last].join("  ").trimEnd();
  }
}

function widthsFor({ observation, outcome, writes }: DryRun, { attempts }: ProvokeSettings, heads: Cells): number[] {
  const figures = [
    String(writes.length * attempts),
    String(observation.writes.length),
    ...["", ""], // as wide as the widest call, and as the largest write
    "undetermined",
    grouped(Math.max(outcome.receivedBytes, outcome.declaredBytes ?? 0)),
  ];
  const calls = observation.writes.map(({ call }) => call.length);
  const asked = observation.writes.map(({ askedBytes }) => grouped(askedBytes ?? 0).length);
  return heads.map((head, column) => {
    const own = column === 2 ? calls : column === 3 ? asked : [figures[column]?.length ?? 0];
    return Math.max(head.length, ...own);
  });
}

function dryRunWords({ outcome, observation, obstacle, writes }: DryRun, { attempts }: ProvokeSettings): string {
  const all = observation.writes;
  const full = all.filter(({ isFull }) => isFull).length;
  const met = full === 0 ? "none" : grouped(full);
  const saw = `${endingText(outcome)}, ${grouped(outcome.receivedBytes)} bytes in ${plural(all.length, "write")}`;
  const dry = `dry run: ${saw}, of which ${met} met a full socket`;
  if (obstacle !== null) return dry;
  const refused = writes.length === 1 ? `write ${writes[0]} is` : `writes ${writes.join(", ")} are`;
  return `${dry}; now ${refused} refused, ${attempts === 1 ? "once" : `${attempts} times`}${writes.length > 1 ? " each" : ""}`;
}

function remarkOf(run: RefusalRun): string {
  const { result, outcome, lostBytes, observation } = run;
  if (result === "truncated") return lostBytes === null ? "?" : grouped(lostBytes);
  if (result === "missed") {
    if (run.refused !== null) return `write ${run.write} was meant`;
    if (outcome === null) return "no connection";
    return observation.strayRefusals > 0 ? "refused elsewhere" : "nothing refused";
  }
  if (result === "survived") return outcome ? `0${wakingWords(outcome)}` : "0";
  const missing = outcome && missingBytes(outcome);
  return missing == null ? "-" : `${grouped(missing)} missing`;
}

function wakingWords({ nudges, ending }: ProbeOutcome): string {
  if (nudges === 0) return "";
  return ending === "reset" ? "  reset by waking" : "  woken";
}
