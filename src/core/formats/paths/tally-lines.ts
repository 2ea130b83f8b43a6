import type { Page } from "../../text/page.js";
import { grouped, plural } from "../../text/quantities.js";
import { wrap } from "../../text/wrap.js";
import { pidsText, serverWords } from "./part-words.js";
import type { PathHop, PathOrigin, PathServer, PathTally } from "./path-tally.js";
import { UNDECIDED } from "./undecided-words.js";

/** So many servers are named in a sentence. */
const MOST = 3;

/** Where the losses of a run begin, and which hops passed them on: a few lines, none if no loss went through a hop. */
export function tallyLines(tally: PathTally, page: Page): string[] {
  if (tally.losses < 2 || tally.linked === 0) return [];
  return [originsSentence(tally), hopsSentence(tally.hops)]
    .filter((text) => text !== "")
    .map((text) => wrap(text, page.width, "  "))
    .concat(undecidedLines(tally, page));
}

/** How many losses have an unknown origin, and why; empty if all origins are known. */
export function undecidedLines({ undecided, losses }: PathTally, { width, paint }: Page): string[] {
  return [...undecided].map(([code, count]) => {
    const { why, cure } = UNDECIDED[code];
    const head = "origin unknown ";
    const text = `of ${grouped(count)} of ${lossesText(losses)}: ${code}: ${why}; ${cure}`;
    return paint.warning(head) + wrap(head + text, width, "  ").slice(head.length);
  });
}

function originsSentence({ origins, losses, elsewhere }: PathTally): string {
  if (origins.length === 0) return "";
  const [first, ...others] = origins.slice(0, MOST).map((each) => ({ count: each.losses, name: originName(each) }));
  if (!first) return "";
  const rest = origins.slice(MOST).reduce((sum, each) => sum + each.losses, elsewhere);
  return [
    `${countOf(first.count, losses)} ${first.count === 1 ? "begins" : "begin"} at ${first.name}`,
    ...others.map(({ count, name }) => `${grouped(count)} at ${name}`),
    ...(rest > 0 ? [`${grouped(rest)} elsewhere`] : []),
  ].join(", ");
}

/** A server at which losses begin. If only its client was captured, they may begin on the way from there. */
export function originName({ address, pids, isSeenByClient }: PathOrigin): string {
  return isSeenByClient
    ? `or beyond ${serverWords(address, "only its client is shown")}`
    : serverWords(address, pidsText(pids));
}

/** A server that received short responses. */
export function hopName({ address, pids }: PathServer): string {
  return serverWords(address, pidsText(pids));
}

function hopsSentence(hops: readonly PathHop[]): string {
  const named = hops.slice(0, MOST).map((hop) => {
    const { passedOn, hidden } = hop;
    const done = [
      ...(passedOn > 0 ? [`passed ${grouped(passedOn)} of them on`] : []),
      ...(hidden > 0 ? [`hid ${grouped(hidden)} behind whole responses`] : []),
    ];
    return `${hopName(hop)} ${done.join(" and ")}`;
  });
  const more = hops.length - named.length;
  return [
    ...named,
    ...(more > 0 ? [`${plural(more, "other server")} passed short responses on or hid them`] : []),
  ].join("; ");
}

function countOf(part: number, losses: number): string {
  return part === losses ? `all ${lossesText(losses)}` : `${grouped(part)} of ${lossesText(losses)}`;
}

/** `1 loss`, `38 losses`. */
export function lossesText(count: number): string {
  return `${grouped(count)} ${count === 1 ? "loss" : "losses"}`;
}
