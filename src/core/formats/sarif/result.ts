import type { CallRecord, FindingRecord, RuleRecord, Suppression } from "../../records/record.js";
import { cell } from "../../records/step.js";
import { grouped } from "../../text/quantities.js";
import { wallClock } from "../../text/wall-clock.js";
import { aboutFinding, timeOfCall } from "../about.js";
import { hopSentence, pathOfHop, undecidedOf } from "../paths/origin-words.js";
import { remarksOn } from "../text/finding.js";
import { type Location, locationOf, messageText, sentence } from "./locations.js";

/** A location of a code flow (SARIF 2.1.0, section 3.38). */
interface Step {
  readonly location: Location;
  readonly executionOrder: number;
  readonly executionTimeUtc?: string;
}

/** What is done to a result after it is made (SARIF 2.1.0, section 3.27). */
export interface SarifResult {
  readonly locations: readonly Location[];
  readonly relatedLocations: readonly Location[];
  readonly codeFlows: readonly { readonly threadFlows: readonly { readonly locations: readonly Step[] }[] }[];
  occurrenceCount?: number;
  readonly [other: string]: unknown;
}

/** What a result is made of besides its finding. */
export interface ResultContext {
  readonly rules: readonly RuleRecord[];
  /** The day of `--date`. */
  readonly date: string | null;
}

/** @param print the fingerprint of the finding */
export function resultOf(found: FindingRecord, print: string, { rules, date }: ResultContext): SarifResult {
  const { rule, level, path, message, connection, exchange, request, evidence, outstandingBytes } = found;
  const { time, clock, local, peer } = found;
  const texts = [`${message} (${aboutFinding(found, date).join(", ")}).`, ...remarksOn(found, rules).map(sentence)];
  const logical = { logicalLocations: [{ name: connection, kind: "resource" }] };
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level,
    message: { text: messageText(texts.join("\n")) },
    locations: [{ ...locationOf(path, found), ...logical }],
    relatedLocations: [
      ...found.calls.filter((call) => !call.ends).map((call) => withText(locationOf(path, call), callText(call))),
      ...hopLocations(found).slice(1),
    ].map((location, id) => ({ id, ...location })),
    codeFlows: [callFlow(found), hopFlow(found)].filter((flow) => flow.length > 0).map(flowOf),
    ...(found.suppressed ? suppressionsOf(found.suppressed) : {}),
    partialFingerprints: { "unflushed/v1": print, primaryLocationLineHash: print },
    properties: {
      ...{ connection, exchange, request, outstandingBytes, evidence },
      ...{ local, peer, time, clock, wallClock: wallClock(time, clock, date) },
    },
  };
}

/** What happened, call by call: the head, the short write, the refusal, and the call that ended the response. */
function callFlow(found: FindingRecord): Step[] {
  return found.calls.map((call, index) => {
    const part = partOf(found, call);
    const text = part === "" ? callText(call) : `${part}: ${callText(call)}`;
    return stepOf(withText(locationOf(found.path, call), text), index, utcOf(found, call));
  });
}

/** The way of a loss from its origin to this exchange, as far as the captures of its hops are known by name. */
function hopFlow(found: FindingRecord): Step[] {
  const locations = hopLocations(found).reverse();
  return locations.length > 1 ? locations.map((location, index) => stepOf(location, index, null)) : [];
}

function flowOf(locations: readonly Step[]): SarifResult["codeFlows"][number] {
  return { threadFlows: [{ locations }] };
}

function stepOf(location: Location, index: number, executionTimeUtc: string | null): Step {
  return { location, executionOrder: index + 1, ...(executionTimeUtc !== null && { executionTimeUtc }) };
}

/** Only a clock that counts from 1970 says the time in UTC. */
function utcOf(found: FindingRecord, call: CallRecord): string | null {
  return found.clock === "epoch" ? wallClock(timeOfCall(found, call), "epoch", null) : null;
}

/** What a call is to the response; empty if it is nothing by itself. */
function partOf({ evidence, outstandingBytes }: FindingRecord, { line, ends }: CallRecord): string {
  const missing =
    outstandingBytes !== null && outstandingBytes > 0 ? ` with ${grouped(outstandingBytes)} bytes missing` : "";
  return [
    ...(line === evidence.head ? ["the response begins"] : []),
    ...(line === evidence.lastAccepted ? ["the last bytes are accepted"] : []),
    ...(line === evidence.refused ? ["the rest is refused"] : []),
    ...(ends || line === evidence.end ? [`the response ends${missing}`] : []),
  ].join(", ");
}

/** A location for each hop, from this exchange inwards. */
function hopLocations(found: FindingRecord): Location[] {
  const { hops = [] } = found;
  const last = undecidedOf(found) ? -1 : hops.length - 1;
  return hops.flatMap((hop, at) => {
    const path = pathOfHop(found, hop);
    if (path === null) return [];
    return [withText(locationOf(path, hop), sentence(hopSentence({ exchange: hop, isOrigin: at === last })))];
  });
}

function withText(location: Location, text: string): Location {
  return { ...location, message: { text: messageText(text) } };
}

function callText({ call, asked, took, remark }: CallRecord): string {
  const counts = [cell(asked), cell(took)].filter(Boolean).join(" -> ");
  return [call, counts, remark && `(${remark})`].filter(Boolean).join(" ");
}

function suppressionsOf({ by, reason }: Suppression): object {
  const justification = messageText(reason === null ? by : `${by}: ${reason}`);
  return { suppressions: [{ kind: "external", status: "accepted", justification }] };
}
