import { readdirSync, readFileSync } from "node:fs";
import { type FormatContext, plainContext } from "../../../src/core/formats/context.js";
import { type Format, writeRecord } from "../../../src/core/formats/format.js";
import { formats as rows } from "../../../src/core/formats/index.js";
import { exchangeFactsText } from "../../../src/core/records/exchange-facts.js";
import { RecordLine } from "../../../src/core/records/record-line.js";
import { exchangeHead } from "../../../src/core/records/record-text.js";
import { captureRecord, connectionRecord, findingRecord, runRecord } from "../../../src/core/records/to-record.js";
import { type ActiveRule, applyLevels } from "../../../src/core/rules/active-rule.js";
import { clockOf } from "../../../src/core/strace/capture-clock.js";
import { palette } from "../../../src/core/text/colors.js";
import { analyzeText, type CaptureAnalysis, rules, type Summary, totalOf } from "../../../src/index.js";
import { ruleHelp } from "../../../src/run/documents/rule-help.js";

export interface Capture {
  readonly path: string;
  readonly text: string;
}

const context: FormatContext = {
  ...plainContext,
  page: { width: 80, paint: palette(false), unicode: true },
  showsAllNotes: true,
  ruleHelp,
};

/** Begins a new document in each format that there is. */
export const formats: Readonly<Record<string, () => Format>> = Object.fromEntries(
  await Promise.all(
    rows.map(async ({ name, load }) => {
      const make = await load();
      return [name, () => make(context)] as const;
    }),
  ),
);

const usualRules = applyLevels(rules);
/** What is found in captures with the usual rules: most tests of formats look at the same ones. */
const found = new WeakMap<Capture, CaptureAnalysis>();

function analysisOf(capture: Capture, inForce: readonly ActiveRule[]): CaptureAnalysis {
  if (inForce !== usualRules) return analyzeText(capture.text, {}, { rules: inForce });
  const analysis = found.get(capture) ?? analyzeText(capture.text, {}, { rules: inForce });
  found.set(capture, analysis);
  return analysis;
}

/** The records of a run over captures held as text, beside some that fail, and files that are skipped. */
export function recordsOf(
  captures: readonly Capture[],
  failures: readonly Capture[] = [],
  skipped: readonly string[] = [],
  inForce: readonly ActiveRule[] = usualRules,
): RecordLine[] {
  const all = captures.length + failures.length + skipped.length;
  const lines = [RecordLine.of(runRecord("1.2.3", inForce, all))];
  const summaries: Summary[] = [];
  for (const [capture, given] of captures.entries()) {
    const { path } = given;
    lines.push(RecordLine.of({ kind: "begin", capture, position: capture, path }));
    const { connections, findings, capture: facts, summary } = analysisOf(given, inForce);
    for (const finding of findings) lines.push(RecordLine.of(findingRecord(capture, path, finding)));
    for (const connection of connections) {
      lines.push(RecordLine.of(connectionRecord(capture, connection, clockOf(facts.recordedWith))));
      for (const [index, exchange] of connection.exchanges.entries()) {
        lines.push(RecordLine.exchange(exchangeHead(capture, connection.id), index, exchangeFactsText(exchange)));
      }
    }
    lines.push(RecordLine.of(captureRecord(capture, { ...facts, path }, summary)));
    summaries.push(summary);
  }
  for (const [index, { path, text }] of failures.entries()) {
    const position = captures.length + index;
    lines.push(RecordLine.of({ kind: "begin", capture: captures.length, position, path }));
    lines.push(RecordLine.of({ kind: "failure", capture: null, path, code: "capture-damaged", message: text }));
  }
  for (const [index, path] of skipped.entries()) {
    const position = captures.length + failures.length + index;
    lines.push(RecordLine.of({ kind: "begin", capture: captures.length, position, path }));
    lines.push(RecordLine.of({ kind: "skipped", path, code: "capture-not-strace" }));
  }
  return [...lines, RecordLine.of({ kind: "summary", ...totalOf(summaries) })];
}

export function documentOf(format: Format, lines: readonly RecordLine[]): string {
  const parts: string[] = [];
  for (const line of lines) writeRecord(format, line, (text) => parts.push(text));
  return parts.join("");
}

const samplesFolder = new URL("../../../samples/", import.meta.url);

export const samples: readonly Capture[] = readdirSync(samplesFolder)
  .filter((name) => name.endsWith(".strace"))
  .map((name) => ({ path: `samples/${name}`, text: readFileSync(new URL(name, samplesFolder), "latin1") }));

/** The captures with which the documentation shows that each rule fires. */
export const firing: readonly Capture[] = rules.map(({ id }) => {
  const page = readFileSync(new URL(`../../../docs/reference/rules/${id}.md`, import.meta.url), "utf8");
  const block = /## Fires[\s\S]*?```strace\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
  return { path: `docs/reference/rules/${id}.md`, text: block };
});

/** Everything at once that means something to a terminal, XML, a runner, Markdown, SARIF or a spreadsheet. */
export const NASTY =
  "=1+1\u001b[31m\u0000\u0007\u007f\u009b2J::error::x%0A##[add-mask]y]]><script>alert(1)</script>&amp;|`**b**`[a](b){0}\"',\\|";
/** What only a name of a file can hold besides. */
export const NASTY_PATH = `@${NASTY}\r\n::error title=forged::a\tb\u202e\u2028\ufffe`;

/** A response that was cut short, to a request and on a socket with such names. */
export const nasty: Capture = {
  path: NASTY_PATH,
  text: [
    `10 accept4(3<UNIX-STREAM:[1,"/run/l"]>, NULL, NULL, 0) = 7<UNIX-STREAM:[2->3,"/run/${straced(NASTY)}"]>`,
    `10 read(7<UNIX-STREAM:[2->3,"/run/${straced(NASTY)}"]>, "GET ${straced(NASTY)} HTTP/1.1\\r\\n\\r\\n", 8192) = ${NASTY.length + 17}`,
    `10 write(7<UNIX-STREAM:[2->3,"/run/${straced(NASTY)}"]>, "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nhello", 47) = 43`,
    `10 close(7<UNIX-STREAM:[2->3,"/run/${straced(NASTY)}"]>) = 0`,
    "",
  ].join("\n"),
};

/** As strace prints it inside quotes. */
export function straced(text: string): string {
  return text.replace(/["\\]|[^\x20-\x7e]/g, (char) =>
    char === '"' || char === "\\" ? `\\${char}` : `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`,
  );
}
