import { writeFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { simulate } from "../../../src/tools/simulate/simulate.js";
import { traceText } from "../../../src/tools/simulate/strace/trace.js";
import { limited, tracing, undecorated, unfollowed } from "../../narrower-capture.js";
import { sampleTexts } from "../../sample-texts.js";
import { drawn } from "../../tools/simulate/draw.js";
import { specTexts } from "../corpus.js";
import { readCapture } from "./capture.js";
import { ComparedModels } from "./compared.js";
import { drawnCapture } from "./draw-capture.js";
export function compare(text: string, leavesOut = false): number {
  let models: ComparedModels | null = null;
  readCapture(text, { leavesOut }, (calls) => (models = new ComparedModels(calls)));
  return models!.events;
}
const failures: string[] = [];
let events = 0;
function run(name: string, text: string, leavesOut = false) {
  try {
    events += compare(text, leavesOut);
  } catch (e) {
    failures.push(
      `## ${name}\n${String((e as Error).message).slice(0, 1500)}\n${(e as Error).stack?.includes("wasm") ? (e as Error).stack?.slice(0, 1500) : ""}\n--- ${text.length < 3000 ? text : ""}`,
    );
  }
}
test("all", () => {
  const t: any = {};
  const time = (n: string, f: () => void) => {
    const s = Date.now();
    const e = events;
    const fl = failures.length;
    f();
    t[n] = `${Date.now() - s} ms, ${events - e} events, ${failures.length - fl} failures`;
  };
  const which = (process.env.W ?? "specs samples sim narrow").split(" ");
  if (which.includes("specs"))
    time("specs", () =>
      specTexts().forEach((text, i) => {
        run(`spec ${i}`, text);
        run(`spec ${i} skips`, text, true);
      }),
    );
  if (which.includes("samples"))
    time("samples", () =>
      sampleTexts(100_000).forEach(({ name, text }) => {
        run(name, text);
        run(name + " skips", text, true);
      }),
    );
  if (which.includes("sim"))
    time("sim", () =>
      fc.assert(
        fc.property(drawn, (d) => {
          const s = simulate(d.parameters);
          const text = traceText(s.trace, d.dialect);
          run("sim", text);
          run("sim skips", text, true);
        }),
        { numRuns: Number(process.env.N ?? 100) },
      ),
    );
  if (which.includes("narrow"))
    time("narrow", () => {
      for (const { name, text } of sampleTexts(100_000))
        for (const [n, f] of Object.entries({
          network: (t: string) => tracing(t, "network"),
          desc: (t: string) => tracing(t, "desc"),
          list: (t: string) => tracing(t, "write,writev,sendto,shutdown,close"),
          sends: (t: string) => tracing(t, "sendto,shutdown"),
          undecorated,
          limited: (t: string) => limited(t, 20),
          unfollowed,
          netund: (t: string) => undecorated(tracing(t, "network")),
          sendund: (t: string) => undecorated(tracing(t, "sendto,writev,write,shutdown")),
        }))
          run(`${name} ${n}`, f(text));
    });
  if (which.includes("wild"))
    time("wild", () => {
      let n = 0;
      const r = fc.check(
        fc.property(drawnCapture, fc.boolean(), (text, skips) => {
          n++;
          const b = events;
          events += compare(text, skips);
        }),
        { numRuns: Number(process.env.N ?? 300), ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}) },
      );
      if (r.failed)
        failures.push(
          `## wild seed ${r.seed} after ${n}\n${String((r.errorInstance as Error).message).slice(0, 2500)}\n${(r.errorInstance as Error).stack?.slice(0, 1000)}\n---\n${r.counterexample![0]}`,
        );
    });
  writeFileSync("/tmp/wB3-tmp/failures.txt", failures.join("\n\n"));
  console.log(JSON.stringify(t, null, 1), failures.length, "failures", events, "events");
  expect(failures.length).toBe(0);
});
