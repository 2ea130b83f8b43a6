import { analyzeText } from "../../src/analyze/index.js";
import type { AnalysisListener } from "../../src/core/analysis/analyzer.js";
import type { CaptureAnalysis } from "../../src/core/analysis/collector.js";
import type { ThreadText } from "../../src/core/analysis/lines-of-text.js";
import { analyzeByReader } from "./by-reader.js";

export type Text = Parameters<typeof analyzeText>[0];

/** All that an analysis says, in its order, as text. */
export interface Said {
  readonly heard: readonly string[];
  readonly analysis: string;
}

/** What `analyzeText` says. */
export function saidByEngine(text: Text): Said {
  return saidBy((listener) => analyzeText(text, listener));
}

/** What it says if the reader in TypeScript reads every line. */
export function saidByReader(text: Text): Said {
  return saidBy((listener) => analyzeByReader(text, listener));
}

/** The same text as the files of several threads. */
export function threadsOf(text: string): (ThreadText & { readonly text: string })[] {
  const lines = new Map<number, string>();
  for (const line of text.trimEnd().split("\n")) {
    const [, pid = "", rest = ""] = /^(?:\[pid +)?(\d+)(?:\])? +(.*)$/.exec(line) ?? [];
    if (pid !== "") lines.set(Number(pid), `${lines.get(Number(pid)) ?? ""}${rest}\n`);
  }
  return [...lines].map(([pid, each]) => ({ pid, text: each }));
}

function saidBy(analyze: (listener: AnalysisListener) => CaptureAnalysis): Said {
  const heard: string[] = [];
  const hear =
    (what: string) =>
    (...given: unknown[]): void => {
      heard.push(`${what} ${JSON.stringify(given, toldOf)}`);
    };
  const analysis = analyze({
    onExchange: hear("exchange"),
    onConnection: hear("connection"),
    onFinding: hear("finding"),
    onSilence: hear("silence"),
    onDisorder: hear("disorder"),
    onUnreadLine: hear("line"),
    onLeadingLine: hear("leading line"),
  });
  return { heard, analysis: JSON.stringify(analysis, toldOf) };
}

/** Rules are compared by their ids; of a socket, what docs/use/custom-rules.md tells, as far as it never changes. Bytes are left out. */
function toldOf(key: string, value: unknown): unknown {
  if (key === "pieces" || key === "offered") return undefined;
  if (key === "rule") return (value as { id: string }).id;
  if (key !== "socket") return value;
  const { transport, origin } = value as { transport: string; origin: string };
  return { transport, origin };
}
