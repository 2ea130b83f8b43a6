import { addressOf } from "../../analysis/echo.js";
import type { ExchangeFacts } from "../../records/exchange-run.js";
import type { SummaryRecord } from "../../records/record.js";
import type { Format } from "../format.js";
import { CounterFamily } from "./family.js";

const UNKNOWN = "unknown";

/**
 * Counters of a run in the text of OpenMetrics 1.0, for the textfile collector of node_exporter. It is written at the end, without
 * times: they are those of the scrape.
 */
export function openmetricsFormat(): Format {
  const responses = new CounterFamily("unflushed_responses", "Responses, by what became of them.", [
    ...(["server", "status", "verdict"] as const),
  ]);
  const findings = new CounterFamily("unflushed_findings", "Findings that nothing accepts.", [
    "rule",
    "level",
  ] as const);
  const suppressed = new CounterFamily(
    "unflushed_suppressed_findings",
    "Findings that an ignore, a baseline, an expectation or a path accepts.",
    ["rule", "level"] as const,
  );
  const failures = new CounterFamily("unflushed_capture_failures", "Captures that could not be read to their end.", []);
  let server = UNKNOWN;
  const count = ({ response, verdict }: ExchangeFacts): void =>
    responses.add({ server, status: String(response?.status ?? UNKNOWN), verdict });
  failures.add({}, 0);
  return {
    finding: ({ value: { rule, level, suppressed: by } }) => (by ? suppressed : findings).add({ rule, level }),
    connection: ({ value }) => {
      server = addressOf(value) ?? UNKNOWN;
    },
    exchange: ({ value }) => count(value),
    exchanges: ({ values }) => {
      for (const value of values) count(value);
    },
    failure: () => failures.add({}),
    summary: ({ value }, write) => {
      const families = [responses, ...lossesOf(value), findings, suppressed, ...capturesOf(value), failures];
      write(`${families.map(({ text }) => text).join("")}# EOF\n`);
    },
  };
}

/** A loss counts once, at its origin, as in the summary. */
function lossesOf({ servers, otherServers }: SummaryRecord): CounterFamily<"server">[] {
  const bytes = new CounterFamily("unflushed_lost_bytes", "Body bytes that were lost, once at their origin.", [
    "server",
  ] as const);
  const unknown = new CounterFamily(
    "unflushed_losses_of_unknown_size",
    "Truncated responses of which the capture does not show how much is missing.",
    ["server"] as const,
  );
  for (const { address, lostBytes, lostUnknown } of servers) {
    bytes.add({ server: address ?? UNKNOWN }, lostBytes);
    unknown.add({ server: address ?? UNKNOWN }, lostUnknown);
  }
  if (otherServers.responses > 0) {
    bytes.add({ server: "other" }, otherServers.lostBytes);
    unknown.add({ server: "other" }, otherServers.lostUnknown);
  }
  return [bytes, unknown];
}

function capturesOf({ captures }: SummaryRecord): CounterFamily<never>[] {
  const read = new CounterFamily<never>("unflushed_captures", "Captures that were read.", []);
  read.add({}, captures);
  return [read];
}
