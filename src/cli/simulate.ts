import { simulationPlot } from "../report/simulation-plot.js";
import { sweepColumns, sweepPlot, sweepText } from "../report/sweep-text.js";
import { type Case, parametersOf, requirePrintable } from "../simulate/case.js";
import { DIALECTS, type DialectName } from "../simulate/dialects.js";
import { FAMOUS } from "../simulate/parameters.js";
import { simulate as run } from "../simulate/simulate.js";
import { fatesBetween, sweepReadRate } from "../simulate/sweep.js";
import { traceText } from "../simulate/trace.js";
import { pageOf } from "./page.js";

interface SimulateOptions extends Omit<Case, "abortAfter" | "timeout" | "ending" | "threads"> {
  readonly abortAfter?: number;
  readonly timeout?: number;
  readonly threads?: number;
  readonly end: Case["ending"];
  readonly dialect: DialectName;
  readonly plot?: boolean;
  readonly sweep?: "read-rate";
}

/** `unflushed simulate`: strace text, or with `--plot` and `--sweep` what it shows. */
export function simulate({ dialect: name, plot, sweep, end, abortAfter, ...options }: SimulateOptions): void {
  const dialect = DIALECTS[name];
  const threads = options.threads ?? (dialect.pid === "none" ? 1 : FAMOUS.server.threads);
  const wanted: Case = {
    ...options,
    threads,
    ending: end,
    abortAfter: abortAfter ?? null,
    timeout: options.timeout ?? null,
  };
  const parameters = parametersOf(wanted);
  const page = pageOf(process.stdout);
  if (sweep) {
    const chart = plot ? sweepPlot(fatesBetween(wanted, sweepColumns(page)), wanted.policy, page) : "";
    process.stdout.write(chart + sweepText(sweepReadRate(wanted), wanted, page));
    return;
  }
  if (!plot) requirePrintable(parameters.server, dialect);
  const { trace, accounts, samples } = run(parameters);
  const text = plot ? simulationPlot(samples, accounts, wanted.sndbuf, page) : traceText(trace, dialect);
  process.stdout.write(text);
}
