import type { BodySizes } from "../analysis/model.js";
import { type ChartFrame, chartMargin, chartRows } from "../text/chart.js";
import type { Page } from "../text/page.js";
import { wrap } from "../text/wrap.js";

const FRAME: ChartFrame = { height: 6, labelWidth: 5, label: (value) => `${Math.round(value)} %` };
const MARGIN = chartMargin(FRAME);
/** Columns of one size at most. */
const WIDEST = 8;

/**
 * Plots the delivered share of the declared bytes by the size of the body. Each step of the axis doubles the size; a
 * size that no body had stays blank. Empty if all bodies are of about the same size.
 */
export function deliveredPlot(sizes: readonly BodySizes[], { width, paint, unicode }: Page): string {
  const bodies = sizes.filter(({ declaredBytes }) => declaredBytes > 0);
  const [first, last] = [bodies[0], bodies.at(-1)];
  if (!first || !last || first === last) return "";
  const room = width - MARGIN;
  const steps = Math.min(room, doublings(first.fromBytes, last.fromBytes) + 1); // the largest bodies lose most
  const columns = Math.min(WIDEST, Math.floor(room / steps));
  const froms = Array.from({ length: steps }, (_, step) => last.fromBytes / 2 ** (steps - 1 - step));
  const shares = froms.map((from) => shareOf(bodies.find(({ fromBytes }) => fromBytes === from)));
  const title = `${paint.strong("delivered")}: share of the declared bytes, by the size of the body`;
  return [wrap(title, width, "  "), ...chartOf(shares, columns, unicode), axis(froms, columns)].join("\n");
}

function doublings(from: number, to: number): number {
  return Math.round(Math.log2(to / from));
}

/** Percent; null if no body had this size. */
function shareOf(size: BodySizes | undefined): number | null {
  return size ? (100 * size.deliveredBytes) / size.declaredBytes : null;
}

function chartOf(shares: readonly (number | null)[], columns: number, unicode: boolean): string[] {
  let known = 0;
  const filled = shares.map((share) => {
    known = share ?? known;
    return known;
  });
  const series = filled.flatMap((share) => new Array<number>(columns).fill(share));
  return chartRows([[...series, known]], 100, { ...FRAME, unicode }).map((line) => {
    const cells = [...line.slice(MARGIN)].map((cell, column) =>
      shares[Math.floor(column / columns)] === null ? " " : cell,
    );
    return (line.slice(0, MARGIN) + cells.join("")).trimEnd();
  });
}

/** The axis: each label is the smallest size of a step. If there is no room for all, every second or third is shown. */
function axis(froms: readonly number[], columns: number): string {
  const labels = froms.map(sizeText);
  const every = Math.ceil((Math.max(...labels.map(({ length }) => length)) + 1) / columns);
  const shown = labels.filter((_, step) => step % every === 0).map((label) => label.padEnd(every * columns));
  const end = froms.length * columns; // the last label may have less room than it needs
  const line = shown.join("").trimEnd();
  return " ".repeat(MARGIN) + (line.length > end ? shown.slice(0, -1).join("").trimEnd() : line);
}

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

/** `64 KiB`, for a power of two. */
export function sizeText(bytes: number): string {
  const unit = Math.min(UNITS.length - 1, bytes < 1024 ? 0 : Math.floor(Math.log2(bytes) / 10));
  return `${bytes / 1024 ** unit} ${UNITS[unit]}`;
}
