import type { AcceptedSamples } from "../../story/samples.js";
import { flow } from "../../text/flow.js";
import type { Page } from "../../text/page.js";
import { grouped } from "../../text/quantities.js";
import type { PlotSymbols } from "./symbols.js";
import type { TimeAxis } from "./time-axis.js";

/** What the lines and the marks of a plot mean, as far as it has them. */
export function legend(
  { all, refused, shut, over }: AcceptedSamples,
  time: TimeAxis,
  hasGap: boolean,
  symbols: PlotSymbols,
  { width, paint }: Page,
): string[] {
  const lengths = new Set(all.flatMap(({ declared }) => declared ?? []));
  const [length] = lengths;
  const isOne = lengths.size <= 1 && all.every(({ accepted }, at) => accepted >= (all[at - 1]?.accepted ?? 0));
  const line = (drawnWith: readonly string[]): string => (drawnWith[4] ?? "").repeat(2);
  const ends = [shut, over].flatMap((end) => end ?? []);
  const named = (areLater: boolean): string =>
    ends.flatMap(({ at, name }) => (time.isLater(at) === areLater ? name : [])).join(", ");
  const parts = [
    `${line(symbols.accepted)} accepted${isOne ? ` ${grouped(all.at(-1)?.accepted ?? null)}` : ""}`,
    length === undefined ? "" : paint.faint(`${line(symbols.declared)} declared${isOne ? ` ${grouped(length)}` : ""}`),
    hasGap ? paint.faint(`${symbols.gap} not to scale`) : "",
    refused.length > 0 ? paint.warning(`${symbols.refused} write refused, or a part of it`) : "",
    named(false) === "" ? "" : paint.strong(`${symbols.end} ${named(false)}`),
    named(true) === "" ? "" : paint.strong(`${symbols.later} ${named(true)} comes later`),
  ];
  return flow([paint.strong("body bytes:"), ...parts.filter((part) => part !== "")], width, "  ");
}
