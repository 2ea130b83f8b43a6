import type { CallRow } from "../../src/core/syscalls/row.js";

export function engineFiles(
  calls: readonly (readonly [name: string, row: CallRow])[],
  listed: readonly (readonly [name: string, row: CallRow])[],
): readonly (readonly [path: string, text: string])[];
