import { byteSize, byteUnit } from "../../../core/text/byte-size.js";
import { roundStep, roundTicks } from "../../../core/text/ticks.js";

/** Below this share of the declared bytes, the accepted ones would be a line at the bottom: the axis has a break. */
const STUMP = 0.2;
/** Where the break is, as shares of the height. */
const BELOW = 0.72;
const ABOVE = 0.8;
/** Where the declared length is, if there is a break. */
const TOP = 0.93;
const MOST_TICKS = 5;

/** An axis of bytes, which may have a break between the accepted bytes and the declared ones. */
export interface ByteScale {
  readonly max: number;
  /** Bytes to a share of the height, and back. */
  readonly forth: (bytes: number) => number;
  readonly back: (share: number) => number;
  readonly ticks: readonly number[];
  readonly label: (bytes: number) => string;
  /** The two bounds of the break, in bytes; null without one. */
  readonly gap: readonly [from: number, to: number] | null;
}

/**
 * @param accepted the most bytes that were accepted
 * @param declared the most bytes that were declared; null if none were
 */
export function byteScale(accepted: number, declared: number | null): ByteScale {
  const most = Math.max(accepted, declared ?? 0, 1);
  const hasGap = declared !== null && accepted > 0 && accepted < STUMP * declared;
  if (!hasGap) {
    const unit = byteUnit(most);
    const ticks = roundTicks(most, roundStep(most, MOST_TICKS));
    const near = (tick: number): boolean =>
      declared !== null && Math.abs(tick - declared) < most * 0.07 && tick !== declared;
    return {
      max: most * 1.08,
      forth: (bytes) => bytes,
      back: (share) => share,
      ticks: declared === null ? ticks : [...ticks.filter((tick) => tick !== declared && !near(tick)), declared],
      label: (bytes) => byteSize(bytes, bytes === declared ? undefined : unit),
      gap: null,
    };
  }
  const low = accepted * 1.15;
  const high = declared * 0.98;
  const points: readonly (readonly [bytes: number, share: number])[] = [
    [0, 0],
    [low, BELOW],
    [high, ABOVE],
    [declared, TOP],
    [declared * 1.02, 1],
  ];
  const unit = byteUnit(accepted);
  return {
    max: declared * 1.02,
    forth: (bytes) => between(points, bytes),
    back: (share) =>
      between(
        points.map(([bytes, at]) => [at, bytes] as const),
        share,
      ),
    ticks: [...roundTicks(accepted, roundStep(accepted, MOST_TICKS - 1)), declared],
    label: (bytes) => byteSize(bytes, bytes === declared ? undefined : unit),
    gap: [low, high],
  };
}

/** The straight line between the two points around `x`. */
function between(points: readonly (readonly [x: number, y: number])[], x: number): number {
  const at = Math.max(
    1,
    points.findIndex(([end]) => x <= end),
  );
  const index = points.every(([end]) => x > end) ? points.length - 1 : at;
  const [[fromX, fromY], [toX, toY]] = [points[index - 1], points[index]] as [
    readonly [number, number],
    readonly [number, number],
  ];
  return fromY + ((x - fromX) / (toX - fromX)) * (toY - fromY);
}
