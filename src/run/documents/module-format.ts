import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { MakeFormat } from "../../core/formats/format.js";
import { EVENT_NEEDS, type EventNeed } from "../../core/records/event.js";
import { UnflushedError } from "../../errors.js";
import { failureIn, importModule } from "../config/import-module.js";
import { guardedFormat } from "./guarded-format.js";
import type { LoadedFormat } from "./loaded-format.js";

const ADVICE = "mend it, or choose another format";

/**
 * A user's own format: a module whose default export makes one. Of its named exports, `isLive` may be true, and `needs` may ask for events.
 *
 * @param path from the working directory
 * @throws UnflushedError (`format-invalid`) if there is no such module, if it throws, or if it exports no format
 */
export async function loadModuleFormat(path: string): Promise<LoadedFormat> {
  const file = resolve(path);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw invalid(path, "is not a file: name a module that makes a format");
  }
  const module = await importModule(file, { code: "format-invalid", advice: ADVICE });
  const { default: make, isLive = false, needs = "none" } = module;
  if (typeof make !== "function") {
    throw invalid(path, "has no default export that is a function: write export default function (context) { ... }");
  }
  if (typeof isLive !== "boolean") throw invalid(path, "exports an isLive that is neither true nor false");
  if (!isEventNeed(needs)) throw invalid(path, `exports needs that are none of ${EVENT_NEEDS.join(", ")}`);
  const failure = (error: unknown, when: string): UnflushedError => failed(path, file, error, when);
  return {
    isLive,
    isBinary: false,
    needs,
    make: guardedFormat(make as MakeFormat, (what) => invalid(path, what), failure),
  };
}

function isEventNeed(value: unknown): value is EventNeed {
  return (EVENT_NEEDS as readonly unknown[]).includes(value);
}

function invalid(path: string, what: string): UnflushedError {
  return new UnflushedError("format-invalid", `the format ${path} ${what}`);
}

function failed(path: string, file: string, error: unknown, when: string): UnflushedError {
  const sentence = `the format ${path} failed${failureIn(file, error)} ${when}: ${ADVICE}`;
  return new UnflushedError("format-failed", sentence);
}
