import type { ExchangeFacts } from "../records/exchange-run.js";
import type { ConnectionRecord, FindingRecord } from "../records/record.js";
import { visible, withoutCommands } from "../text/escape.js";
import type { CaptureClock } from "../text/wall-clock.js";
import { wallClock } from "../text/wall-clock.js";
import type { FormatContext } from "./context.js";
import { ExchangeFindings } from "./exchange-findings.js";
import type { Format } from "./format.js";

type Cell = string | number | null;

/** Printable ASCII that is no formula, and of which nothing is quoted or escaped. */
const PLAIN = /^(?:[ !$-*.-<>?A-~][ !$-+\--~]*)?$/;

const HEADER = [
  ...["capture", "connection", "exchange", "pid", "fd", "transport", "role", "local", "peer"],
  ...["method", "target", "request_line", "status", "response_line", "framing"],
  ...["declared_bytes", "accepted_bytes", "outstanding_bytes", "owed_bytes", "in_doubt_bytes"],
  ...["verdict", "cause", "evidence", "blind_spots", "findings", "protocol", "stream"],
  ...["origin_capture", "origin_connection", "origin_exchange"],
  ...["time", "request_place", "response_place", "finding_place"],
];

/** One exchange per row (RFC 4180), below a header. The exchanges of a connection come when it is over. */
export function csvFormat({ makeWaitingTexts, date }: Pick<FormatContext, "makeWaitingTexts" | "date">): Format {
  const findings = new ExchangeFindings(makeWaitingTexts());
  let path = "";
  let connection: ConnectionCells | null = null;
  const rowOf = (index: number, exchange: ExchangeFacts): string => {
    const { own } = findings.takeExchange(index);
    const rules = own.map(({ rule }) => rule);
    if (!connection) return "";
    const { protocol = "http/1", stream = null } = exchange;
    const found = `${textCell(rules.join(" "))},${protocol},${stream ?? ""},${originCells(own)}`;
    const time = exchange.response?.time ?? own[0]?.time ?? null;
    const placed = `${wallClock(time, connection.clock, date) ?? ""},${placeCells(exchange, own)}`;
    return `${connection.before},${index},${connection.after},${factsText(exchange)},${found},${placed}\r\n`;
  };
  return {
    run: (_, write) => write(csvRow(HEADER)),
    begin: ({ value }) => {
      path = value.path;
      findings.begin();
    },
    finding: (line) => findings.add(line),
    connection: ({ value }) => {
      connection = new ConnectionCells(path, value);
      findings.connection(value.id);
    },
    exchange: ({ value }, write) => write(withoutCommands(rowOf(value.index, value))),
    exchanges: ({ first, values }, write) => {
      write(withoutCommands(values.map((value, at) => rowOf(first + at, value)).join("")));
    },
  };
}

/** The cells of all exchanges of a connection: those before the index, and those after it. */
class ConnectionCells {
  readonly before: string;
  readonly after: string;
  readonly clock: CaptureClock | null;

  constructor(path: string, { id, clock, pid, fd, transport, role, local, peer }: ConnectionRecord) {
    this.clock = clock;
    this.before = cellsText([path, id]);
    this.after = cellsText([pid, fd, transport, role, local, peer]);
  }
}

/** The cells after those of the connection. */
function factsText({ request, response, verdict, cause, evidence, blindSpots }: ExchangeFacts): string {
  const asked = request ? `${textCell(request.method)},${textCell(request.target)},${request.line}` : ",,";
  const judged = `${verdict},${cause ?? ""},${evidence ?? ""},${blindSpots.join(" ")}`;
  return `${asked},${response ? responseText(response) : ",,,,,,,"},${judged}`;
}

/** The exchange at which the bytes were lost first that a finding misses, if that is another one. */
function originCells(found: readonly FindingRecord[]): string {
  const origin = found.find((each) => each.origin !== null)?.origin;
  return origin ? cellsText([origin.path, origin.connection, origin.exchange]) : ",,";
}

/** Where the lines stand, if the capture is a set of files. */
function placeCells({ request, response }: ExchangeFacts, [finding]: readonly FindingRecord[]): string {
  if (!request?.at && !response?.at && !finding?.at) return ",,";
  return cellsText([request, response, finding].map((each) => (each?.at ? `${each.at.file}:${each.at.line}` : null)));
}

function responseText(response: NonNullable<ExchangeFacts["response"]>): string {
  const { status, line, framing, declaredBytes, acceptedBytes, outstandingBytes, owedBytes, inDoubtBytes } = response;
  const sizes = `${declaredBytes ?? ""},${acceptedBytes ?? ""},${outstandingBytes ?? ""},${owedBytes},${inDoubtBytes ?? ""}`;
  return `${status ?? ""},${line},${framing},${sizes}`;
}

/** Text that a spreadsheet would take for a formula gets an apostrophe in front. Numbers stay numbers, also below 0. */
export function csvRow(cells: readonly Cell[]): string {
  return `${withoutCommands(cellsText(cells))}\r\n`;
}

function cellsText(cells: readonly Cell[]): string {
  return cells.map((cell) => (typeof cell === "string" ? textCell(cell) : (cell ?? ""))).join(",");
}

function textCell(text: string): string {
  return PLAIN.test(text) ? text : quoted(defused(text)); // nearly all are plain, and that is several times as fast
}

function defused(text: string): string {
  return `${/^[=+\-@\t\r]/.test(text) ? "'" : ""}${visible(text)}`;
}

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
