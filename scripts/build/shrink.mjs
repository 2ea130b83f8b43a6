// A thread that makes a compiled module as small as it packs: it optimizes what the compiler has not, and joins the data. The functions stay
// in the order of the sources, because neighbours are alike. It is a thread of its own because the compiler leaves its settings in the
// optimizer.
import { readFileSync, writeFileSync } from "node:fs";
import { workerData } from "node:worker_threads";
import binaryen from "binaryen";

/** Bytes between two pieces of data that pack better as zeros than another piece does, which has an address. */
const GAP = 256;

const { All, GC, ReferenceTypes } = binaryen.Features;
const module = binaryen.readBinary(readFileSync(workerData));
module.setFeatures(All & ~GC & ~ReferenceTypes); // what every browser with SIMD has
binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
module.optimize();
module.optimize(); // a second time finds more
joinData(module); // last, because the optimizer takes data apart
writeFileSync(workerData, module.emitBinary());

/** Every constant of the program is a piece of data of its own: neighbours become one. */
function joinData(module) {
  const joined = [];
  for (const { offset, data } of piecesOf(module)) {
    const last = joined.at(-1);
    const gap = last ? offset - last.end : Infinity;
    if (gap > GAP) joined.push({ offset, parts: [data], end: offset + data.length });
    else {
      last.parts.push(new Uint8Array(gap), data);
      last.end = offset + data.length;
    }
  }
  const segments = joined.map(({ offset, parts }) => ({
    offset: module.i32.const(offset),
    data: new Uint8Array(Buffer.concat(parts)),
    passive: false,
  }));
  const { initial, max = -1 } = module.getMemoryInfo();
  module.setMemory(initial, max, null, segments);
}

function piecesOf(module) {
  const indices = [...Array(module.getNumDataSegments()).keys()];
  return indices
    .map((index) => module.getDataSegmentInfo(module.getDataSegmentByIndex(index)))
    .map(({ offset, data }) => ({ offset, data: new Uint8Array(data) }))
    .sort((one, other) => one.offset - other.offset);
}
