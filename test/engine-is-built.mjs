// the tests of the engine run what is compiled of it: if its sources have changed, it is compiled anew
import { buildEngine, buildSmallEngine, buildTestEngine } from "../scripts/build/engine.mjs";

export async function setup() {
  await buildEngine();
  await Promise.all([buildTestEngine(), buildSmallEngine()]);
}
