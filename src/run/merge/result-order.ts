import type { RunRecord } from "../../core/records/record.js";
import { UnflushedError } from "../../errors.js";
import { shardAt } from "../shard.js";
import type { ResultFile } from "./result-file.js";

const MOST_NAMED = 10;

type ShardRecord = NonNullable<RunRecord["shard"]>;
interface ShardFile {
  readonly file: ResultFile;
  readonly shard: ShardRecord;
}

/**
 * Which result has the next capture, for every capture: shards take turns as the captures stand in the list, and other
 * results follow one another as they are given.
 *
 * @throws UnflushedError if they are not all shards of one list, each once
 */
export function resultOrder(files: readonly ResultFile[]): Iterable<ResultFile> {
  const shards = files.flatMap((file) => (file.shard ? [{ file, shard: file.shard }] : []));
  const whole = files.find(({ shard }) => shard === null);
  const [first] = shards;
  if (!first) return oneAfterAnother(files);
  if (whole) {
    throw new UnflushedError(
      "shards-differ",
      `${first.file.name} is a shard and ${whole.name} is not: merge the shards alone, and then the outcome with the rest`,
    );
  }
  return inTurn(everyShard(first, shards), first.file.captures);
}

function* oneAfterAnother(files: readonly ResultFile[]): Generator<ResultFile> {
  for (const file of files) {
    for (let position = 0; file.position !== null; position++) yield expecting(file, position);
  }
}

function* inTurn(files: ReadonlyMap<number, ResultFile>, captures: number): Generator<ResultFile> {
  for (let position = 0; position < captures; position++) {
    const file = files.get(shardAt(position, files.size));
    if (file) yield expecting(file, position);
  }
  for (const file of files.values()) if (file.position !== null) throw outOfPlace(file, null);
}

function expecting(file: ResultFile, position: number): ResultFile {
  if (file.position === position) return file;
  throw outOfPlace(file, position);
}

/** Lines were taken out, or put in: no run of ours leaves a gap. */
function outOfPlace(file: ResultFile, position: number | null): UnflushedError {
  const found = file.position === null ? "it ends" : `position ${file.position} comes`;
  const expected = position === null ? "its last capture came already" : `the capture at position ${position} should`;
  return new UnflushedError("result-invalid", `${file.name} was changed: ${found} where ${expected}; check again`);
}

/** The shards by their index. */
function everyShard(first: ShardFile, shards: readonly ShardFile[]): ReadonlyMap<number, ResultFile> {
  const files = new Map<number, ResultFile>();
  for (const { file, shard } of shards) {
    refuseOtherList(first, { file, shard });
    const twin = files.get(shard.index);
    if (twin) {
      throw new UnflushedError(
        "shard-twice",
        `${twin.name} and ${file.name} are both shard ${shard.index} of ${shard.count}: leave one of them out`,
      );
    }
    files.set(shard.index, file);
  }
  refuseGaps(files, first.shard.count);
  return files;
}

function refuseOtherList(one: ShardFile, other: ShardFile): void {
  const [a, b] = [one, other].map(({ file, shard }) => `${file.name} is shard ${shard.index} of ${shard.count}`);
  if (one.shard.count !== other.shard.count) {
    throw new UnflushedError("shards-differ", `${a}, and ${b}: give every run the same number of shards`);
  }
  if (one.file.captures === other.file.captures) return;
  throw new UnflushedError(
    "shards-differ",
    `${one.file.name} is about ${one.file.captures} captures, and ${other.file.name} about ${other.file.captures}: give every run the same list`,
  );
}

function refuseGaps(files: ReadonlyMap<number, ResultFile>, count: number): void {
  if (files.size === count) return;
  const missing: number[] = [];
  for (let index = 1; index <= count && missing.length < MOST_NAMED; index++)
    if (!files.has(index)) missing.push(index);
  const more = count - files.size - missing.length;
  const named = `${missing.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const [noun, verb] = count - files.size === 1 ? ["shard", "is"] : ["shards", "are"];
  throw new UnflushedError(
    "shard-missing",
    `${noun} ${named} of ${count} ${verb} missing: give the results of all, or run what is missing again`,
  );
}
