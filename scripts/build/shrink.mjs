// A thread that makes a compiled module smaller. The compiler optimizes once: a second time finds more, and with like functions side by
// side it is packed better. It is a thread of its own because the compiler leaves its settings in the optimizer.
import { readFileSync, writeFileSync } from "node:fs";
import { workerData } from "node:worker_threads";
import binaryen from "binaryen";

const { All, GC, ReferenceTypes } = binaryen.Features;
const module = binaryen.readBinary(readFileSync(workerData));
module.setFeatures(All & ~GC & ~ReferenceTypes); // what every browser with SIMD has
binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(1);
module.optimize();
module.runPasses(["reorder-functions", "reorder-locals"]);
writeFileSync(workerData, module.emitBinary());
