import fc from "fast-check";
import { expect, test } from "vitest";
import { analyzeText } from "../../../src/index.js";
import { budget, wholeBudget } from "../../budget.js";
import { share as anyShare } from "../../share.js";
import { bytewiseCuts, callsOf, limitedCuts, wholeCuts } from "../streams/draw-calls.js";
import { type KnownResponse, knownResponses, plainResponses } from "../streams/draw-known.js";
import { type DrawnPiece, quoted } from "../streams/streams-engine.js";

/** The end of a connection, as its server writes it. */
const ends = fc.constantFrom(
  "close(7) = 0",
  "shutdown(7, SHUT_WR) = 0",
  "shutdown(7, SHUT_RDWR) = 0",
  "exit_group(0) = ?",
);

/** A server says that it closes in its last response alone. */
const inOrder = (all: readonly KnownResponse[]): readonly KnownResponse[] =>
  all.slice(0, all.findIndex(({ closes }) => closes) + 1 || all.length);

function printed({ text, length, isCut, isQuoted }: DrawnPiece): string {
  const seen = isQuoted ? text : ""; // a dump has lines of its own: here none was asked for
  return `"${quoted(seen)}"${(isQuoted && isCut) || seen.length < length ? "..." : ""}`;
}

/** The write of these buffers, of which the kernel takes so many bytes. */
function writeOf(pieces: readonly DrawnPiece[], taken: number): string {
  const [only, ...others] = pieces;
  const all = pieces.reduce((sum, { length }) => sum + length, 0);
  if (others.length === 0 && only) return `write(7, ${printed(only)}, ${all}) = ${taken}`;
  const vectors = pieces.map((piece) => `{iov_base=${printed(piece)}, iov_len=${piece.length}}`);
  return `writev(7, [${vectors.join(", ")}], ${pieces.length}) = ${taken}`;
}

/** A server's capture: each request is read, and its response is written by these calls. */
function captureOf(responses: readonly (readonly (readonly DrawnPiece[])[])[], end: string): string {
  const lines = ["accept4(3, NULL, NULL, 0) = 7"];
  for (const [index, calls] of responses.entries()) {
    const request = `GET /${index} HTTP/1.1\r\n\r\n`;
    lines.push(`read(7, "${quoted(request)}", 8192) = ${request.length}`);
    for (const pieces of calls) {
      const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
      if (bytes > 0) lines.push(writeOf(pieces, bytes));
    }
  }
  const options = "# strace -f -e trace=network,desc,process\n";
  return options + [...lines, end].map((line) => `10 ${line}\n`).join("");
}

function exchangesOf(text: string) {
  const [connection] = analyzeText(text).connections;
  return (connection?.exchanges ?? []).map(({ verdict, response, evidence, outstandingBytes }) => ({
    verdict,
    status: response?.status,
    accepted: response?.acceptedBytes,
    evidence,
    outstanding: outstandingBytes,
  }));
}

test("responses that are written to their end are complete, however a server cuts them into writes", () => {
  fc.assert(
    fc.property(knownResponses, wholeCuts, ends, (drawn, cut, end) => {
      const all = inOrder(drawn);
      const text = captureOf(
        all.map((response) => callsOf(response.text, cut)),
        end,
      );
      expect(exchangesOf(text), text).toMatchObject(
        all.map(({ status, body }) => ({ verdict: "complete", status, accepted: body, outstanding: 0 })),
      );
    }),
    budget(150),
  );
});

test.each([
  ["", limitedCuts],
  [", if they come byte by byte", bytewiseCuts],
] as const)("whatever strace hides of them, none is truncated, and no more is counted than was written%s", (_how, cuts) => {
  const verdicts = new Set<string>();
  fc.assert(
    fc.property(plainResponses, cuts, ends, (drawn, cut, end) => {
      const all = inOrder(drawn);
      const text = captureOf(
        all.map((response) => callsOf(response.text, cut)),
        end,
      );
      const exchanges = exchangesOf(text);
      expect(exchanges.length, text).toBeLessThanOrEqual(all.length);
      for (const { verdict, status, accepted } of exchanges) {
        verdicts.add(verdict);
        expect(["complete", "undetermined"], text).toContain(verdict);
        const sent = all.filter((response) => response.status === status);
        if (verdict === "complete" && accepted !== null && sent.length > 0)
          expect(
            sent.map(({ body }) => body),
            text,
          ).toContain(accepted);
      }
    }),
    wholeBudget(150),
  );
  expect([...verdicts].sort()).toEqual(["complete", "undetermined"]);
});

/** What the first bytes of a response hold of its body, and what says that it is not whole. */
function partOf({ classes, framing, length }: KnownResponse, bytes: number) {
  let left = bytes;
  let accepted = 0;
  for (const run of classes) {
    const taken = Math.min(left, run.bytes);
    if (run.as === "fixed" || run.as === "chunk-data") accepted += taken;
    left -= taken;
  }
  if (bytes < (classes[0]?.bytes ?? 0)) return { accepted, evidence: "head-framing" };
  return framing === "chunked"
    ? { accepted, evidence: "chunk-framing" }
    : { accepted, evidence: "declared-length", outstanding: length - accepted };
}

test("a response that the server stops writing is truncated, with what is outstanding, and those before it are complete", () => {
  const found = new Set<string>();
  fc.assert(
    fc.property(knownResponses, wholeCuts, ends, anyShare, (drawn, cut, end, share) => {
      const all = inOrder(drawn);
      const last = all.at(-1) as KnownResponse;
      const least = "HTTP/1.1 200 ".length; // so that it has a status
      const bytes = least + Math.floor(share * (last.text.length - least - 1));
      const parts = [...all.slice(0, -1).map(({ text }) => text), last.text.slice(0, bytes)];
      const text = captureOf(
        parts.map((part) => callsOf(part, cut)),
        end,
      );
      const { evidence, ...part } = partOf(last, bytes);
      const whole = all.slice(0, -1).map(({ body }) => ({ verdict: "complete", accepted: body }));
      const exchanges = exchangesOf(text);
      expect(exchanges.slice(0, -1), text).toMatchObject(whole);
      expect(exchanges.at(-1), text).toMatchObject(
        evidence === "head-framing" ? { verdict: "truncated", evidence } : { verdict: "truncated", evidence, ...part },
      );
      found.add(evidence);
    }),
    wholeBudget(90),
  );
  expect([...found].sort()).toEqual(["chunk-framing", "declared-length", "head-framing"]);
});
