import fc from "fast-check";
import { expect, test } from "vitest";
import { handlers, transfers } from "../../src/core/sockets/handlers.js";
import type { IsSocket } from "../../src/core/sockets/skips/fds.js";
import { skipsOf } from "../../src/core/sockets/skips/skips.js";
import { splitLine } from "../../src/core/strace/line/split.js";
import { LineScanner } from "../../src/engine/host/line-scanner.js";
import type { LineView } from "../../src/engine/host/line-view.js";
import type { ScannedKind } from "../../src/engine/host/record-fields.js";
import { isUnneeded } from "../../src/engine/host/unneeded.js";
import { budget } from "../budget.js";
import { sampleTexts } from "../sample-texts.js";
import { variedLines } from "./corpus.js";
import { engineOf } from "./engine.js";

/** What the model may answer: whether an fd is a socket, and whether the process waits to write. */
const answers = [true, false, null].flatMap((socket) => [true, false].map((waits) => ({ socket, waits })));

/** Whether a call is left out, and which fds the model was asked about. */
interface Decision {
  readonly isLeftOut: boolean;
  readonly asked: readonly string[];
}

function decide(socket: boolean | null, by: (isSocket: IsSocket) => boolean): Decision {
  const asked: string[] = [];
  const isLeftOut = by((pid, fd) => {
    asked.push(`${pid} ${fd}`);
    return socket;
  });
  return { isLeftOut, asked };
}

/** What each half of a call does not show. */
const HIDDEN: Partial<Record<ScannedKind, "first" | "last">> = { "first-half": "last", "second-half": "first" };

/** The decision of src/core/sockets/skips. */
function coreLeavesOut(line: string, { kind, name, pid }: LineView, isSocket: IsSocket, waits: boolean): boolean {
  if (!handlers.has(name)) return true;
  const skip = skipsOf(transfers, isSocket, () => waits).get(name);
  if (!skip || skip.shows === HIDDEN[kind]) return false;
  const bytes = Buffer.from(line, "latin1");
  return skip.applies(bytes, splitLine(line).argsStart, bytes.length, pid);
}

/** Whatever the model answers, engine and core decide the same, and ask about the same fd. Returns how many calls need no answer. */
function agrees(text: string): number {
  let unasked = 0;
  let index = 0;
  const lines = text.split("\n");
  const scanner = new LineScanner(engine, {
    line: (view) => {
      const line = lines[index++] as string;
      if (view.kind === "exit" || view.kind === "killed" || view.kind === "signal") return;
      for (const { socket, waits } of answers) {
        const own = decide(socket, (isSocket) => isUnneeded(view, isSocket, () => waits));
        const core = decide(socket, (isSocket) => coreLeavesOut(line, view, isSocket, waits));
        expect(own, line).toEqual(own.asked.length === 0 ? { ...core, asked: [] } : core);
        if (own.isLeftOut && own.asked.length === 0) unasked++;
      }
    },
    ask: () => {
      index++;
    },
  });
  scanner.push(Buffer.from(`${text}\n`, "latin1"));
  return unasked / answers.length;
}

const engine = engineOf("simd");

test("the calls of the samples that change nothing are those that the core leaves out", () => {
  const unasked = sampleTexts(100_000).map(({ text }) => agrees(text));
  expect(unasked.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1_000);
});

test("and so are those of lines with a byte changed", () => {
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('0129<>,= ()/sT"P-')));
  fc.assert(
    fc.property(fc.constantFrom(...variedLines()), fc.nat(), byte, (line, at, code) => {
      const changed = Buffer.from(line, "latin1");
      if (changed.length > 0 && code !== 0x0a) changed[at % changed.length] = code;
      agrees(changed.toString("latin1"));
    }),
    budget(5_000),
  );
});
