import type { Ask, Manner } from "./client.js";
import { leavers } from "./leavers.js";

/** What a server must be able to do for a scenario. */
export type Feature =
  | "small"
  | "big"
  | "chunked"
  | "trailers"
  | "until-close"
  | "204"
  | "304"
  | "range"
  | "missing"
  | "upload"
  | "continue"
  | "unread"
  | "short"
  | "broken"
  | "hang"
  | "over"
  | "video"
  | "paused"
  | "events"
  | "dying-events";

/** Connections that a scenario opens, each with its requests. */
export interface Scenario {
  readonly name: string;
  readonly needs: Feature;
  /** How many connections the client opens at the same time. */
  readonly connections?: number;
  readonly asks: (ask: Ask) => readonly Ask[];
  readonly manner?: Manner;
  /** How the scenario ends the server, or breaks its file. Such a scenario gets a capture of its own. */
  readonly fatal?: "kill" | "truncate-file";
  /** After how many body bytes it does so; 300,000 if it does not say. */
  readonly midway?: number;
}

const one = (ask: Ask): Ask[] => [ask];
const CLOSE = "Connection: close";
const body = Buffer.alloc(100_000, "u");

/** All scenarios, in the order of the report. */
export const scenarios: readonly Scenario[] = [
  { name: "small body", needs: "small", asks: one },
  { name: "15 MB body", needs: "big", asks: one },
  { name: "15 MB body, slow reader", needs: "big", asks: one, manner: { pause: 4, delay: 100 } },
  { name: "HEAD", needs: "small", asks: (ask) => [{ ...ask, method: "HEAD" }, ask] },
  { name: "HEAD of a big body", needs: "big", asks: (ask) => [{ ...ask, method: "HEAD" }] },
  { name: "204", needs: "204", asks: (ask) => [ask, ask] },
  { name: "304 without a body", needs: "304", asks: (ask) => [ask, ask] },
  { name: "206", needs: "range", asks: (ask) => [{ ...ask, fields: ["Range: bytes=0-999"] }] },
  { name: "error page", needs: "missing", asks: (ask) => [ask, ask] },
  { name: "upload that is read", needs: "upload", asks: (ask) => [{ ...ask, method: "POST", body }] },
  {
    name: "100-continue, then 200",
    needs: "continue",
    asks: (ask) => [{ ...ask, method: "POST", body, fields: ["Expect: 100-continue"], waitsForContinue: true }],
  },
  { name: "chunked", needs: "chunked", asks: (ask) => [ask, ask] },
  { name: "chunked, slow reader", needs: "chunked", asks: one, manner: { pause: 3, delay: 50 } },
  { name: "chunked with trailers", needs: "trailers", asks: one },
  { name: "Connection: close", needs: "small", asks: (ask) => [{ ...ask, fields: [CLOSE] }] },
  {
    name: "Connection: close, slow reader",
    needs: "big",
    asks: (ask) => [{ ...ask, fields: [CLOSE] }],
    manner: { pause: 3, delay: 100 },
  },
  { name: "HTTP/1.0", needs: "small", asks: (ask) => [{ ...ask, version: "1.0" }] },
  { name: "until close", needs: "until-close", asks: (ask) => [{ ...ask, version: "1.0" }] },
  {
    name: "until close, slow reader",
    needs: "until-close",
    asks: (ask) => [{ ...ask, version: "1.0" }],
    manner: { pause: 3 },
  },
  {
    name: "until close, the client aborts",
    needs: "until-close",
    asks: (ask) => [{ ...ask, version: "1.0" }],
    manner: { pause: 3, leave: { after: 300_000, how: "reset" } },
  },
  { name: "five on one connection", needs: "small", asks: (ask) => [ask, ask, ask, ask, ask] },
  { name: "three pipelined", needs: "small", asks: (ask) => [ask, ask, ask], manner: { pipelined: true } },
  {
    name: "pipelined, the second big",
    needs: "big",
    asks: (ask) => [ask, { ...ask, method: "HEAD" }, ask],
    manner: { pipelined: true },
  },
  { name: "50 connections at once", needs: "small", connections: 50, asks: one },
  { name: "8 big ones at once", needs: "big", connections: 8, asks: one, manner: { pause: 1 } },
  {
    name: "client aborts in mid-body",
    needs: "big",
    asks: one,
    manner: { pause: 3, leave: { after: 300_000, how: "reset" } },
  },
  { name: "client half-closes and reads on", needs: "big", asks: one, manner: { halfClose: true, delay: 50 } },
  { name: "half-close, slow reader", needs: "big", asks: one, manner: { halfClose: true, pause: 3, delay: 100 } },
  {
    name: "upload that is not read",
    needs: "unread",
    asks: (ask) => [{ ...ask, method: "POST", body: Buffer.alloc(3_000_000, "u"), fields: [CLOSE] }],
  },
  { name: "fewer bytes than declared", needs: "short", asks: one, manner: { pause: 1 } },
  { name: "more bytes than declared", needs: "over", asks: one },
  { name: "broken off in mid-body", needs: "broken", asks: one, manner: { pause: 2 } },
  { name: "worker killed by its timeout", needs: "hang", asks: one },
  { name: "file truncated while sent", needs: "big", asks: one, manner: { pause: 3 }, fatal: "truncate-file" },
  ...leavers,
  { name: "killed in mid-body", needs: "big", asks: one, manner: { pause: 3 }, fatal: "kill" },
];
