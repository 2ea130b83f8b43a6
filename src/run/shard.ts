import type { Shard } from "../core/records/record.js";
import { UnflushedError } from "../errors.js";

export interface ShardOptions {
  readonly shard?: Shard;
}

/**
 * The value of `--shard K/N`.
 *
 * @throws UnflushedError (`usage`) if the text is not K/N, or K is not from 1 to N
 */
export function askShard(text: string): Shard {
  const [, index = 0, count = 0] = /^(\d{1,9})\/(\d{1,9})$/.exec(text)?.map(Number) ?? [];
  if (index >= 1 && index <= count) return { index, count };
  throw new UnflushedError("usage", `--shard ${text} is not a shard: give K/N with K from 1 to N, such as 2/8`);
}

/** Which of `count` shards has the capture at this position of the list, from 1: they take turns, as neighbours are alike. */
export function shardAt(position: number, count: number): number {
  return (position % count) + 1;
}

/** The captures of a shard, in the order of the list; the whole list without one. */
export function shareOf<T>(list: readonly T[], shard: Shard | undefined): readonly T[] {
  return shard ? list.filter((_, position) => shardAt(position, shard.count) === shard.index) : list;
}

/** The position of a capture in the whole list, from its position in the share. */
export function positionOf(place: number, shard: Shard | undefined): number {
  return shard ? place * shard.count + shard.index - 1 : place;
}

/** A sentence for a shard without captures: there may be more shards than captures. */
export function emptyShard({ index, count }: Shard, captures: number): string {
  return `shard ${index} of ${count} has no capture, as there ${captures === 1 ? "is only 1" : `are only ${captures}`}`;
}

/** @throws UnflushedError (`usage`) if no capture is named: each machine would wait for its own standard input */
export function refuseNoList(paths: readonly string[]): void {
  if (paths.length > 0) return;
  throw new UnflushedError(
    "usage",
    "--shard takes a share of the captures, and none is named: name all of them, on every machine",
  );
}
