// the tests of the engine run what is compiled of it: if its sources have changed, it is compiled anew
export { buildEngine as setup } from "../scripts/build/engine.mjs";
