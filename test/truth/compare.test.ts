import { expect, test } from "vitest";
import type { Received } from "../../truth/client.js";
import { compareAll } from "../../truth/compare.js";
import { FLAGS, type Flags } from "../../truth/flags.js";
import type { Finding, Report } from "../../truth/report.js";

const whole: Received = {
  ...{ target: "/1000?1", status: 200, declared: 1000, body: 1000, surplus: 0, ended: "complete", isLast: true },
  ...{ framing: "length", left: null, port: 4000, index: 0 },
};
const [recommended, shortStrings, networkAlone] = FLAGS as readonly [Flags, Flags, Flags];

interface Case {
  readonly received?: Partial<Received>;
  readonly verdict: string;
  readonly accepted?: number;
  readonly blindSpots?: readonly string[];
  readonly findings?: readonly (Pick<Finding, "rule" | "level"> & Partial<Finding>)[];
  readonly flags?: Flags;
  readonly isKilled?: boolean;
  readonly isFollowed?: boolean;
  readonly isCut?: boolean;
  /** The status that the capture shows. */
  readonly status?: number | null;
  readonly target?: string | null;
  readonly unread?: number;
  readonly scenario?: string;
  /** The verdict on what the proxy itself received. */
  readonly upstream?: string;
}

/** The disagreements of one response and one verdict. */
function disagreements(given: Case): (string | null)[] {
  const { received, verdict, accepted = 1000, blindSpots = [], findings = [], flags = recommended } = given;
  const { isKilled = false, isFollowed = false, target = "/1000?1", unread = 0, isCut = true, status = 200 } = given;
  const { scenario = "a case", upstream } = given;
  const response = { declaredBytes: 1000, acceptedBytes: accepted, inDoubtBytes: 0, status };
  const exchange = { request: target === null ? null : { target }, response, verdict, blindSpots };
  const report: Report = {
    connections: [
      { ...{ id: "c1", role: "server", peer: "127.0.0.1:4000" }, exchanges: [exchange] },
      ...(upstream
        ? [{ ...{ id: "c2", role: "client", peer: null }, exchanges: [{ ...exchange, verdict: upstream }] }]
        : []),
    ],
    findings: findings.map((each) => ({ connection: "c1", exchange: 0, ...each })),
    captures: [{ foreignLines: 0, unrecognizedLines: unread }],
  };
  const outcome = { scenario, received: { ...whole, ...received }, flags, isKilled, isFollowed, isCut };
  return compareAll("a server", [outcome], report).flatMap(({ disagreement }) => disagreement ?? []);
}

const left = (how: Received["left"]): Partial<Received> => ({ ended: "aborted", body: 300, left: how });
const cut: Partial<Received> = { ended: "eof", body: 300 };

test.each<[string, Case]>([
  ["complete, and got whole", { verdict: "complete" }],
  ["truncated, and cut", { verdict: "truncated", received: cut, accepted: 300 }],
  ["aborted, and reset by the client", { verdict: "aborted-by-peer", received: left("reset"), accepted: 400 }],
  [
    "the peer ended first, and it did",
    { verdict: "undetermined", received: left("close"), blindSpots: ["peer-ended-first"] },
  ],
  [
    "the peer ended first, half-closed and was cut",
    { verdict: "undetermined", received: { ...cut, left: "half-close" }, blindSpots: ["peer-ended-first"] },
  ],
  [
    "a write in doubt, and the program was killed",
    { verdict: "undetermined", received: cut, isKilled: true, blindSpots: ["write-in-doubt"] },
  ],
  [
    "the rest of a head that is not told from the body",
    { verdict: "truncated", received: cut, accepted: 400, flags: shortStrings },
  ],
  [
    "a body until close, and the program was killed",
    {
      verdict: "undetermined",
      received: { framing: "until-close" },
      isKilled: true,
      blindSpots: ["unmarked-end"],
    },
  ],
  [
    "hidden length under short strings",
    { verdict: "undetermined", flags: shortStrings, blindSpots: ["head-cut-by-string-limit"] },
  ],
  [
    "hidden writes under network alone",
    { verdict: "undetermined", flags: networkAlone, blindSpots: ["writes-not-traced"] },
  ],
  [
    "a reset that may discard, as a warning",
    {
      verdict: "undetermined",
      blindSpots: ["delivery-in-doubt"],
      findings: [{ rule: "reset-discards-response", level: "warning" }],
    },
  ],
  [
    "a request of the same connection that nobody answered",
    {
      verdict: "complete",
      findings: [{ rule: "request-unanswered", level: "warning", exchange: null, message: "read GET /1000?2 whole" }],
    },
  ],
  [
    "a size hidden in a buffer that strace cut",
    { verdict: "undetermined", received: { framing: "chunked" }, blindSpots: ["head-cut-by-string-limit"] },
  ],
  [
    "no body, a next response, and a head that is hidden",
    {
      verdict: "undetermined",
      received: { framing: "none" },
      isFollowed: true,
      status: null,
      flags: shortStrings,
      blindSpots: ["head-cut-by-string-limit"],
    },
  ],
  [
    "an upstream that broke off, and a proxy that ended its chunks all the same",
    { verdict: "complete", upstream: "truncated", scenario: "event stream that dies" },
  ],
  [
    "no body, a next response, and a method that is hidden",
    {
      verdict: "undetermined",
      received: { framing: "none" },
      isFollowed: true,
      target: null,
      flags: shortStrings,
      blindSpots: ["head-cut-by-string-limit"],
    },
  ],
  ["paired by its port where the target is hidden", { verdict: "complete", target: null }],
])("agrees: %s", (_name, given) => {
  expect(disagreements(given)).toEqual([]);
});

test.each<[string, Case, RegExp]>([
  ["complete, and cut", { verdict: "complete", received: cut }, /ended with eof after 300 of 1000/],
  ["truncated, and got whole", { verdict: "truncated", accepted: 300 }, /ended with complete/],
  ["truncated, and the client had left", { verdict: "truncated", received: left("close") }, /ended with aborted/],
  [
    "the peer ended first, and it was reading",
    { verdict: "undetermined", received: cut, blindSpots: ["peer-ended-first"] },
    /never ended its side/,
  ],
  [
    "the peer ended first, and got all",
    { verdict: "undetermined", received: { left: "half-close" }, blindSpots: ["peer-ended-first"] },
    /holds what would tell/,
  ],
  [
    "a body until close, and the program ended it",
    { verdict: "undetermined", received: { framing: "until-close" }, blindSpots: ["unmarked-end"] },
    /holds what would tell/,
  ],
  [
    "a write in doubt, and nobody was killed",
    { verdict: "undetermined", received: cut, blindSpots: ["write-in-doubt"] },
    /holds what would tell/,
  ],
  [
    "a write in doubt that was shown whole, and holds no last chunk",
    {
      verdict: "undetermined",
      received: { ...cut, framing: "chunked" },
      isKilled: true,
      isCut: false,
      blindSpots: ["write-in-doubt"],
    },
    /holds what would tell/,
  ],
  [
    "hidden length under the recommended flags",
    { verdict: "undetermined", blindSpots: ["head-cut-by-string-limit"] },
    /holds what would tell/,
  ],
  [
    "hidden writes under short strings",
    { verdict: "undetermined", flags: shortStrings, blindSpots: ["writes-not-traced"] },
    /holds what would tell/,
  ],
  ["no reason at all", { verdict: "undetermined" }, /the reason is none/],
  [
    "no body, a next response, and undetermined",
    {
      verdict: "undetermined",
      received: { framing: "none" },
      isFollowed: true,
      flags: shortStrings,
      blindSpots: ["head-cut-by-string-limit"],
    },
    /no body/,
  ],
  [
    "a size hidden, and strace cut no buffer",
    {
      verdict: "undetermined",
      received: { framing: "chunked" },
      isCut: false,
      blindSpots: ["head-cut-by-string-limit"],
    },
    /holds what would tell/,
  ],
  [
    "delivery in doubt, and no finding about a reset",
    { verdict: "undetermined", blindSpots: ["delivery-in-doubt"] },
    /holds what would tell/,
  ],
  [
    "a request unanswered that was answered",
    {
      verdict: "complete",
      findings: [
        { rule: "request-unanswered", level: "warning", exchange: null, message: "read GET /1000?1 whole, and" },
      ],
    },
    /request-unanswered is warning/,
  ],
  [
    "an error on what was got whole",
    { verdict: "complete", findings: [{ rule: "reset-discards-response", level: "error" }] },
    /is error, and the client got/,
  ],
  [
    "a warning that claims a loss",
    { verdict: "complete", findings: [{ rule: "response-stalled", level: "warning" }] },
    /is warning/,
  ],
  [
    "an error, and the client had left",
    {
      verdict: "aborted-by-peer",
      received: left("reset"),
      findings: [{ rule: "short-write-abandoned", level: "error" }],
    },
    /left by itself/,
  ],
  [
    "an upstream truncated, and passed on whole",
    { verdict: "complete", upstream: "truncated" },
    /passed the response on/,
  ],
  ["more bytes accepted than came", { verdict: "complete", accepted: 1100 }, /accepted 1100 bytes/],
  ["too few bytes accepted", { verdict: "complete", accepted: 900 }, /accepted at most 900/],
  ["lines of strace that were not read", { verdict: "complete", unread: 2 }, /2 lines/],
])("disagrees: %s", (_name, given, reason) => {
  expect(disagreements(given)).toEqual([expect.stringMatching(reason)]);
});
