import type { ConnectionRecord, ExchangeRecord } from "../records/record.js";
import { visible, withoutCommands } from "../text/escape.js";
import type { FormatContext } from "./context.js";
import { ExchangeFindings } from "./exchange-findings.js";
import type { Format } from "./format.js";

type Cell = string | number | null;

const HEADER = [
  ...["capture", "connection", "exchange", "pid", "fd", "transport", "role", "local", "peer"],
  ...["method", "target", "request_line", "status", "response_line", "framing"],
  ...["declared_bytes", "accepted_bytes", "outstanding_bytes", "owed_bytes", "in_doubt_bytes"],
  ...["verdict", "cause", "evidence", "blind_spots", "findings"],
];

/** One exchange per row (RFC 4180), below a header. The exchanges of a connection come when it is over. */
export function csvFormat({ makeWaitingTexts }: Pick<FormatContext, "makeWaitingTexts">): Format {
  const findings = new ExchangeFindings(makeWaitingTexts());
  let path = "";
  let connection: ConnectionRecord | null = null;
  return {
    run: (_, write) => write(csvRow(HEADER)),
    begin: ({ value }) => {
      path = value.path;
      findings.begin();
    },
    finding: (line) => findings.add(line),
    connection: ({ value }) => {
      connection = value;
      findings.connection(value.id);
    },
    exchange: ({ value }, write) => {
      const rules = findings.takeExchange(value.index).own.map(({ rule }) => rule);
      if (connection) write(csvRow(cellsOf(path, connection, value, rules)));
    },
  };
}

function cellsOf(path: string, of: ConnectionRecord, exchange: ExchangeRecord, rules: readonly string[]): Cell[] {
  const { index, request, response, verdict, cause, evidence, blindSpots } = exchange;
  return [
    ...[path, of.id, index, of.pid, of.fd, of.transport, of.role, of.local, of.peer],
    ...[request?.method ?? null, request?.target ?? null, request?.line ?? null],
    ...[response?.status ?? null, response?.line ?? null, response?.framing ?? null],
    ...[response?.declaredBytes ?? null, response?.acceptedBytes ?? null, response?.outstandingBytes ?? null],
    ...[response?.owedBytes ?? null, response?.inDoubtBytes ?? null],
    ...[verdict, cause, evidence, blindSpots.join(" "), rules.join(" ")],
  ];
}

/** Text that a spreadsheet would take for a formula gets an apostrophe in front. Numbers stay numbers, also below 0. */
export function csvRow(cells: readonly Cell[]): string {
  const row = cells.map((cell) => (typeof cell === "string" ? quoted(defused(cell)) : (cell ?? "")));
  return `${withoutCommands(row.join(","))}\r\n`;
}

function defused(text: string): string {
  return `${/^[=+\-@\t\r]/.test(text) ? "'" : ""}${visible(text)}`;
}

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
