import { latin1, writeLatin1 } from "../../core/bytes.js";
import type { Value } from "../../core/strace/arguments/value.js";
import type { CallPart } from "../../core/strace/call/syscall.js";
import { CALL_INTEGER, PARTS } from "./call-fields.js";
import { canonicalText } from "./canonical.js";

/** What the engine exports for arguments that it asks about. */
export interface GrammarExports {
  readonly memory: WebAssembly.Memory;
  currentCall(): number;
  roomForCanonical(bytes: number): number;
}

/** Reads texts with the grammar. Null: it cannot. */
export interface Grammar {
  /** The arguments of a call, or of a half. */
  readonly ofCall: (text: string, part: CallPart) => readonly Value[] | null;
  /** The remark after a result. */
  readonly ofRemark: (text: string) => readonly Value[] | null;
}

/** As the engine numbers them (src/engine/assembly/arguments/canonical.ts, Source). */
const ARGUMENTS = 0;
const UNREADABLE = -1;
/** It closes the arguments, and a search may read so many bytes past their end. */
const CLOSE = ")";
const SLACK = 32;

/**
 * What the engine calls of its host when arguments have no plain shape: `askCanonical`. The host reads them with the grammar, and
 * writes the values back in plain shapes.
 */
export function grammarDoor(engine: () => GrammarExports, grammar: Grammar) {
  return (start: number, end: number, source: number): number => {
    const exports = engine();
    const text = latin1(new Uint8Array(exports.memory.buffer), start, end);
    const values = source === ARGUMENTS ? grammar.ofCall(text, partOf(exports)) : grammar.ofRemark(text);
    if (values === null) return UNREADABLE;
    const plain = canonicalText(values);
    const room = exports.roomForCanonical(plain.length + CLOSE.length + SLACK);
    writeLatin1(plain + CLOSE, new Uint8Array(exports.memory.buffer).subarray(room)); // the memory may have grown
    return plain.length;
  };
}

function partOf({ memory, currentCall }: GrammarExports): CallPart {
  const index = new Int32Array(memory.buffer)[
    currentCall() / Int32Array.BYTES_PER_ELEMENT + CALL_INTEGER.part
  ] as number;
  return PARTS[index] as CallPart;
}
