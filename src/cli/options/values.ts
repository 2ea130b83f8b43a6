import { seconds } from "../../core/text/units.js";
import { UnflushedError } from "../../errors.js";

/** @throws UnflushedError (`usage`) if the value is not from `least` to `most` */
export function bounded(parse: (text: string) => number, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = parse(text);
    if (value >= least && value <= most) return value;
    throw new UnflushedError("usage", `${text} is out of range: give one from ${least} to ${most}`);
  };
}

/** @throws UnflushedError (`usage`) if the text is not a duration, or is 0 */
export function positiveSeconds(text: string): number {
  const span = seconds(text);
  if (span > 0) return span;
  throw new UnflushedError("usage", "a timeout of no time leaves nothing to wait for: give one such as 30s");
}
