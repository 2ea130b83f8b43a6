import { UnflushedError } from "../errors.js";

/**
 * WebAssembly trapped: the engine has a fault.
 *
 * @param where a capture and its line
 * @param advice what else a user can do about it, as the end of the sentence
 */
export function engineFault(where: string, advice = ""): UnflushedError {
  return fault(`${where}: the engine fails at this line`, advice);
}

/**
 * Ends the capture of this name.
 *
 * @throws UnflushedError (`engine-failed`) if the engine fails while it is asked about what is still open
 */
export function atEnd<T>(name: string, end: () => T): T {
  try {
    return end();
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    throw fault(`${name}: the engine fails at the end of the capture`);
  }
}

function fault(what: string, advice = ""): UnflushedError {
  return new UnflushedError("engine-failed", `${what}, which is a fault of unflushed: report it${advice}`);
}
