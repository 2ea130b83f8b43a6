import { type Reading, readCapture } from "./capture.js";
import { ComparedModels } from "./compared.js";

/** Reads a capture with both models, which must report the same. Returns how many events were compared. */
export function compare(text: string, reading: Reading = { leavesOut: false }): number {
  const made: ComparedModels[] = [];
  readCapture(text, reading, (calls) => {
    const models = new ComparedModels(calls);
    made.push(models);
    return models;
  });
  return made.reduce((sum, { events }) => sum + events, 0);
}
