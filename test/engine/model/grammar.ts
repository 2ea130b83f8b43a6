import { parseArguments } from "../../../src/core/strace/arguments/parse-arguments.js";
import { Syscall } from "../../../src/core/strace/call/syscall.js";
import { NO_RESULT } from "../../../src/core/strace/line/result/result.js";
import type { Grammar } from "../../../src/engine/host/grammar-door.js";

const NOWHERE = { pid: null, line: 0, time: null };

/** The core's, as the engine asks it. */
export const grammar: Grammar = {
  ofCall: (text, part) => new Syscall("", null, text, NO_RESULT, NOWHERE, NOWHERE, part).args,
  ofRemark: parseArguments,
};
