import { useEffect, useMemo, useState } from "preact/hooks";
import type { Verdict } from "../../../core/protocols/exchange.js";
import type { RowFilter } from "../model/row-filter.js";
import type { RunModel } from "../model/run-model.js";

type Reading = Pick<typeof import("../model/row-filter.js"), "rowFilter">;

const FAILED = "The filter cannot be used: a file of this page did not come. Load the page again.";

/**
 * The rows that are asked for. What reads the text of a filter is loaded with the first one; until it is there, a text asks for nothing.
 *
 * @param version of the model: it has more rows when it changes
 */
export function useRowFilter(
  text: string,
  verdicts: ReadonlySet<Verdict>,
  model: RunModel,
  version: number,
): RowFilter {
  const [reading, setReading] = useState<Reading | null>(null);
  const [problem, setProblem] = useState("");
  const isAsked = text.trim() !== "";
  useEffect(() => {
    if (!isAsked || reading) return;
    import("../model/row-filter.js").then(setReading, () => setProblem(FAILED));
  }, [isAsked]);
  return useMemo(() => {
    if (isAsked && reading) return reading.rowFilter(text, verdicts, model);
    return { problem: isAsked ? problem : "", keeps: ({ verdict }) => verdicts.has(verdict) };
  }, [text, verdicts, model, version, reading, problem]);
}
