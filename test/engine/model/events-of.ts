import { EngineTracker } from "../../../src/engine/host/engine-tracker.js";
import { engineModule } from "../engine.js";
import { type Reading, readCapture } from "./capture.js";
import { type Facts, factsOf, socketFacts } from "./facts.js";
import { grammar } from "./grammar.js";

/** What the engine reports of a capture whose every line the reader has read, in order. */
export function eventsOf(text: string, reading: Reading = { leavesOut: false }): Facts[] {
  const found: Facts[] = [];
  readCapture(text, reading, (calls) => {
    return new EngineTracker(
      engineModule,
      grammar,
      calls,
      (event) => found.push(factsOf(event)),
      (socket, mark) => found.push({ mark, socket: socketFacts(socket) }),
    );
  });
  return found;
}
