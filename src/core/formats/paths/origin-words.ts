import type { FindingRecord, OriginRecord, PathExchange } from "../../records/record.js";
import { forTerminal } from "../../text/escape.js";
import { type PathPlace, partWords, pidsText, serverWords, sideWord, sizesText } from "./part-words.js";

/** For a hop whose response was short already when it came: where bytes were lost first. */
export function originText({ capture, hops = [] }: FindingRecord, origin: OriginRecord): string {
  const { connection, line, at, path: elsewhere } = origin;
  const lineText = at ? `line ${at.line} of ${forTerminal(at.file)}` : `line ${line}`;
  const place = origin.capture === capture ? connection : `${connection} of ${elsewhere}`;
  const first = hops.at(-1);
  const server = first && first.role !== "client" ? `, ${serverWords(first.address, pidsOf(first))},` : "";
  const sizes = origin.acceptedBytes === null ? "" : `: ${sizesText(origin)} bytes`;
  return `origin: the upstream response on ${place}, ${lineText}${server || ","} was short already${sizes}`;
}

/** One hop of a path, for formats without tables: `pid 7 sent 10 of 20 body bytes at 127.0.0.1:80 (c2): passed on`. */
export function hopSentence(place: PathPlace): string {
  const { exchange } = place;
  const { process, address, connection, role, verdict } = exchange;
  const at = address === null ? "" : ` ${role === "client" ? "from" : "at"} ${forTerminal(address)}`;
  const sizes = verdict === "unanswered" ? "nothing" : `${sizesText(exchange)} body bytes`;
  const moved = `pid ${process ?? "?"} ${sideWord(exchange)} ${sizes}${at} (${connection})`;
  const { text } = partWords(place);
  return text === "" ? moved : `${moved}: ${text}`;
}

function pidsOf({ process }: PathExchange): string {
  return pidsText(new Set(process === null ? [] : [process]));
}

/** Names the capture of a hop; empty for that of the finding itself. */
export function captureOfHop(finding: FindingRecord): (exchange: PathExchange) => string {
  const { path } = finding;
  return (hop) => {
    const known = pathOfHop(finding, hop);
    if (known === null) return "another capture";
    return known === path ? "" : known;
  };
}

/** The path of a hop's capture; null if the finding does not say it. */
export function pathOfHop({ capture, path, hops = [], origin }: FindingRecord, hop: PathExchange): string | null {
  if (hop.capture === capture) return path;
  return hop.path ?? (hop.capture === hops.at(-1)?.capture ? (origin?.path ?? null) : null);
}

/** Why it is not known whether bytes were lost first at the last hop of a finding; null if it is known. */
export function undecidedOf({ undecided }: FindingRecord): FindingRecord["undecided"] | null {
  return undecided ?? null;
}
