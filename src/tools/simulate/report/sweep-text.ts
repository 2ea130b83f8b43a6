import { duration } from "../../../core/text/duration.js";
import type { Page } from "../../../core/text/page.js";
import { grouped } from "../../../core/text/quantities.js";
import { table } from "../../../core/text/table.js";
import { wrap } from "../../../core/text/wrap.js";
import type { SimulationCase } from "../case.js";
import { POLICIES } from "../parameters.js";
import type { Delivery, Sweep, Threshold } from "../sweep.js";

/** Prints what each policy delivers to readers of each speed, and from which speed it cuts nothing. */
export function sweepText({ rows, thresholds }: Sweep, wanted: SimulationCase, page: Page): string {
  const { paint, width } = page;
  const cells = rows.map(({ rate, deliveries }) => [
    rateText(rate),
    ...POLICIES.map((policy) => cellOf(deliveries[policy])),
  ]);
  const [upper, lower, ...body] = table([...headings(), ...cells], new Set([0]));
  return [
    wrap(paint.strong(titleOf(wanted)), width, "  "),
    wrap(paint.faint("per cell: how long it took, or how many body bytes were lost"), width, "  "),
    "",
    paint.strong(upper ?? ""),
    paint.strong(lower ?? ""),
    ...body.map((line) => line.replace(/\S+ lost/g, (cell) => paint.error(cell))),
    "",
    ...thresholds.map((threshold) => wrap(thresholdLine(threshold, page), width, "  ")),
    "",
  ].join("\n");
}

/** The names of the policies on two lines, broken after a hyphen: side by side they are wider than 80 columns. */
function headings(): string[][] {
  const parts = POLICIES.map((policy) => {
    const at = policy.lastIndexOf("-", policy === "pending-in-loop" ? 8 : policy.length) + 1;
    return [policy.slice(0, at), policy.slice(at)] as const;
  });
  return [
    ["", ...parts.map(([upper]) => upper)],
    ["reader", ...parts.map(([, lower]) => lower)],
  ];
}

function cellOf({ declared, accepted, took }: Delivery): string {
  return accepted < declared ? `${grouped(declared - accepted)} lost` : duration(took / 1e6);
}

function titleOf({ body, sndbuf, transport, connections, requests, call }: SimulationCase): string {
  const count = connections * requests;
  const responses = count === 1 ? "a response" : `${grouped(count)} responses`;
  return `${responses} of ${grouped(body)} body bytes, ${transport} socket buffer of ${grouped(sndbuf)} bytes, ${call}`;
}

function thresholdLine({ policy, cutAt, wholeFrom }: Threshold, { paint }: Page): string {
  const name = paint.strong(policy);
  if (cutAt === null) return `${name}: ${paint.good("whole at every speed")}`;
  if (wholeFrom === null) return `${name}: ${paint.error("cut")} up to the fastest reader tried, ${rateText(cutAt)}`;
  return `${name}: ${paint.error("cut")} for slower readers, ${paint.good("whole")} from ${rateText(wholeFrom)} on`;
}

/** `20 MB/s`, with three significant digits. */
export function rateText(rate: number): string {
  const [value, unit] = rate >= 1e9 ? [rate / 1e9, "GB/s"] : [rate / 1e6, "MB/s"];
  return `${Number(value.toPrecision(3))} ${unit}`;
}
