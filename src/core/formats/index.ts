import type { EventNeed } from "../records/event.js";
import type { MakeFormat } from "./format.js";

/** An output format, before anything of it is loaded. */
export interface FormatRow {
  /** As in `--format NAME`. */
  readonly name: string;
  /** What it is, in a few words, for the help. */
  readonly summary: string;
  /** True if readers may watch it grow: each finding is handed on at once. */
  readonly isLive: boolean;
  /** True if standard output may hold it together with another such format. */
  readonly sharesStdout: boolean;
  /** When it is written although no format was asked for. */
  readonly isUsual: "everywhere" | "in-github-jobs" | "never";
  /** True if it is no text: each character is a byte of the document. Left out for text, which is written in UTF-8. */
  readonly isBinary?: boolean;
  /** What it has to hear of events; left out if nothing. */
  readonly needs?: EventNeed;
  readonly load: () => Promise<MakeFormat>;
}

const QUIET = { isLive: false, sharesStdout: false, isUsual: "never" } as const;

/**
 * Every output format, in the order of the help. This is the one place that names them: the help, the completion, the
 * checks of options and configurations, and the tests ask this table.
 */
export const formats: readonly FormatRow[] = [
  {
    name: "text",
    summary: "for people; the default",
    isLive: true,
    sharesStdout: true,
    isUsual: "everywhere",
    load: async () => (await import("./text/text.js")).textFormat,
  },
  {
    ...QUIET,
    name: "json",
    summary: "one document (schema/analysis.schema.json)",
    load: async () => (await import("./json.js")).jsonFormat,
  },
  {
    ...QUIET,
    name: "ndjson",
    summary: "one record per line (schema/record.schema.json), for merge",
    isLive: true,
    load: async () => (await import("./ndjson.js")).ndjsonFormat,
  },
  {
    ...QUIET,
    name: "sarif",
    summary: "SARIF 2.1.0, for code scanning",
    load: async () => (await import("./sarif/sarif.js")).sarifFormat,
  },
  {
    ...QUIET,
    name: "junit",
    summary: "JUnit XML: one case per exchange",
    load: async () => (await import("./junit.js")).junitFormat,
  },
  {
    name: "github",
    summary: "annotations of GitHub Actions",
    isLive: true,
    sharesStdout: true, // the runner takes its annotations from among the text
    isUsual: "in-github-jobs",
    load: async () => (await import("./github.js")).githubFormat,
  },
  {
    ...QUIET,
    name: "markdown",
    summary: "a job summary",
    load: async () => (await import("./markdown/markdown.js")).markdownFormat,
  },
  {
    ...QUIET,
    name: "csv",
    summary: "one exchange per row (RFC 4180)",
    load: async () => (await import("./csv.js")).csvFormat,
  },
  {
    ...QUIET,
    name: "openmetrics",
    summary: "counters in OpenMetrics' text, for node_exporter's textfile collector",
    load: async () => (await import("./openmetrics/openmetrics.js")).openmetricsFormat,
  },
  {
    ...QUIET,
    name: "html",
    summary: "a page to open in a browser",
    needs: "events",
    load: async () => (await import("./html/html.js")).htmlFormat,
  },
  {
    ...QUIET,
    name: "perfetto",
    summary: "every call on a time line (Trace Event Format), for ui.perfetto.dev",
    needs: "events",
    load: async () => (await import("./perfetto/perfetto.js")).perfettoFormat,
  },
  {
    ...QUIET,
    name: "har",
    summary: "one entry per exchange (HAR 1.2), for a browser's network panel",
    needs: "events",
    load: async () => (await import("./har/har.js")).harFormat,
  },
  {
    ...QUIET,
    name: "pcapng",
    summary: "packets for Wireshark: the bytes of each connection as TCP",
    isBinary: true,
    needs: "events-with-bytes",
    load: async () => (await import("./pcapng/pcapng.js")).pcapngFormat,
  },
];

/** The row of a format; undefined if there is none of this name. */
export function formatNamed(name: string): FormatRow | undefined {
  return formats.find((each) => each.name === name);
}
