import type { Ask, Leaving } from "./client.js";
import type { Scenario } from "./scenarios.js";

/** The body bytes of `paused`, of which the server sends half, waits, and sends the rest. */
const PAUSED = 200_000;
/** The bytes of one event. */
const EVENT = 100;

const one = (ask: Ask): Ask[] => [ask];

/** Every way to leave, after some bytes of a kind of response. */
const each = (needs: Scenario["needs"], response: string, after: number, ways: readonly Leaving[]): Scenario[] =>
  ways.map((how) => ({ name: `${response}, client: ${how}`, needs, asks: one, manner: { leave: { after, how } } }));

/** A client that reads slowly, so that the server always has more to send than the kernel takes. */
const slowly = (scenarios: readonly Scenario[]): Scenario[] =>
  scenarios.map((scenario) => ({ ...scenario, manner: { ...scenario.manner, pause: 3 } }));

/** Clients that end their side first, event streams, and videos that are skipped. */
export const leavers: readonly Scenario[] = [
  ...slowly(each("big", "15 MB body", 300_000, ["unread", "half-close", "half-close, then leave"])),
  ...each("paused", "a pause in mid-body", PAUSED / 2, ["reset", "close", "half-close", "half-close, then leave"]),
  {
    name: "video, skipped four times",
    needs: "video",
    connections: 4,
    asks: (ask) => [{ ...ask, fields: ["Range: bytes=1000000-"] }],
    manner: { pause: 3, leave: { after: 300_000, how: "unread" } },
  },
  { name: "event stream", needs: "events", asks: (ask) => [ask, ask] },
  { name: "event stream, half-closed at once", needs: "events", asks: one, manner: { halfClose: true } },
  ...each("events", "event stream", 5 * EVENT, ["reset", "close", "half-close", "half-close, then leave"]),
  { name: "event stream that dies", needs: "dying-events", asks: one },
  { name: "event stream, the server is killed", needs: "events", asks: one, fatal: "kill", midway: 5 * EVENT },
];
