import { test } from "vitest";
import { specTexts } from "../corpus.js";
import { readCapture } from "./capture.js";
import { ComparedModels } from "./compared.js";
import { EngineTracker } from "../../../src/engine/host/engine-tracker.js";
import { engineBuilds } from "../engine.js";
import { loadEngine } from "../../../src/engine/host/load.js";
test("t", () => {
  const nobody = { reportEvent: () => {}, reportMark: () => {}, askCanonical: () => -1 };
  for (let r = 0; r < 3; r++) {
    let s = performance.now(); for (let i = 0; i < 50; i++) loadEngine(engineBuilds, nobody); console.log("load", (performance.now() - s) / 50);
    s = performance.now(); for (let i = 0; i < 50; i++) new EngineTracker(engineBuilds, { ofCall: () => null, ofRemark: () => null }, { basis: "seen", has: () => false }, () => {}); console.log("tracker", (performance.now() - s) / 50);
    s = performance.now(); for (const t of specTexts().slice(0, 50)) readCapture(t, { leavesOut: false }, (c) => new ComparedModels(c)); console.log("spec", (performance.now() - s) / 50);
  }
});
