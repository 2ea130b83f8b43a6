import type { Terminal } from "../../../run/streams.js";
import { parametersOf, requirePrintable, type SimulationCase } from "../../../tools/simulate/case.js";
import { FAMOUS } from "../../../tools/simulate/parameters.js";
import { simulationPlot } from "../../../tools/simulate/report/plot.js";
import { sweepColumns, sweepPlot } from "../../../tools/simulate/report/sweep-plot.js";
import { sweepText } from "../../../tools/simulate/report/sweep-text.js";
import { simulate as run } from "../../../tools/simulate/simulate.js";
import { DIALECTS, type DialectName } from "../../../tools/simulate/strace/dialects.js";
import { traceText } from "../../../tools/simulate/strace/trace.js";
import { deliveriesBetween, sweepReadRate } from "../../../tools/simulate/sweep.js";
import { pageOf } from "../../terminal/page.js";

interface SimulateOptions extends Omit<SimulationCase, "abortAfter" | "timeout" | "ending" | "threads"> {
  readonly abortAfter?: number;
  readonly timeout?: number;
  readonly threads?: number;
  readonly end: SimulationCase["ending"];
  readonly dialect: DialectName;
  readonly plot?: boolean;
  readonly sweep?: "read-rate";
}

/** `unflushed simulate`: prints strace text, or with `--plot` and `--sweep` charts and tables of a simulation. */
export function simulateServer(
  { dialect: name, plot, sweep, end, abortAfter, ...options }: SimulateOptions,
  { stdout, env }: Terminal,
): void {
  const dialect = DIALECTS[name];
  const threads = options.threads ?? (dialect.pid === "none" ? 1 : FAMOUS.server.threads);
  const wanted: SimulationCase = {
    ...options,
    threads,
    ending: end,
    abortAfter: abortAfter ?? null,
    timeout: options.timeout ?? null,
  };
  const parameters = parametersOf(wanted);
  const page = pageOf(stdout, env);
  if (sweep) {
    const chart = plot ? sweepPlot(deliveriesBetween(wanted, sweepColumns(page)), wanted.policy, page) : "";
    stdout.write(chart + sweepText(sweepReadRate(wanted), wanted, page));
    return;
  }
  if (!plot) requirePrintable(parameters.server, dialect);
  const { trace, accounts, samples } = run(parameters);
  const text = plot ? simulationPlot(samples, accounts, wanted.sndbuf, page) : traceText(trace, dialect);
  stdout.write(text);
}
