import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyzeText } from "../../../src/analyze/analyze-text.js";
import type { Exchange } from "../../../src/core/protocols/exchange.js";
import { exchangeFactsText } from "../../../src/core/records/exchange-facts.js";
import type { AnalysisRecord } from "../../../src/core/records/record.js";
import { RecordLine } from "../../../src/core/records/record-line.js";
import { exchangeHead } from "../../../src/core/records/record-text.js";
import { jsonText } from "../../../src/core/text/json-text.js";
import { firing, samples } from "../formats/documents.js";

/** An exchange as the object that its record is. */
function plainExchange(exchange: Exchange, connection: string): object {
  const { request, response, outstandingBytes, owedBytes, inDoubtBytes, verdict, cause, evidence, message } = exchange;
  return {
    kind: "exchange",
    capture: 0,
    connection,
    index: exchange.index,
    request: request && { method: request.method, target: request.target, line: request.line },
    response: response && {
      status: response.status,
      line: response.line,
      time: response.time,
      framing: response.framing,
      declaredBytes: response.declaredBytes,
      acceptedBytes: response.acceptedBytes,
      outstandingBytes,
      owedBytes,
      inDoubtBytes: Number.isFinite(inDoubtBytes) ? inDoubtBytes : null,
    },
    verdict,
    cause: verdict === "truncated" || cause === "reset" ? cause : null,
    evidence,
    blindSpots: exchange.blindSpots,
    ...(message && { protocol: message.protocol, stream: message.stream }),
  };
}

describe("the line of an exchange, which is put together from texts", () => {
  test.each([...samples, ...firing])("of $path is what JSON.stringify makes of it", ({ text }) => {
    for (const { id, exchanges } of analyzeText(text).connections) {
      for (const exchange of exchanges) {
        const line = RecordLine.exchange(exchangeHead(0, id), exchange.index, exchangeFactsText(exchange));
        expect(line.text).toBe(jsonText(plainExchange(exchange, id)));
        expect(line.renumbered(12).value).toEqual({ ...plainExchange(exchange, id), capture: 12 });
      }
    }
  });
});

describe("a line that is read", () => {
  const failure = fc.record({
    kind: fc.constant("failure" as const),
    capture: fc.nat(),
    path: fc.string({ unit: "binary" }),
    code: fc.constant("capture-damaged" as const),
    message: fc.oneof(fc.string(), fc.constant('"capture":7'), fc.constant('","capture":7')),
  });

  test("gets another number without being parsed, as the value does", () => {
    fc.assert(
      fc.property(failure, fc.nat(), (record: AnalysisRecord, number) => {
        const read = RecordLine.read(RecordLine.of(record).text);
        expect(read.renumbered(number).value).toEqual({ ...record, capture: number });
        expect(RecordLine.of(record).renumbered(number).text).toBe(read.renumbered(number).text);
      }),
    );
  });
});

describe("a record for a capture of another number", () => {
  const begin = RecordLine.of({ kind: "begin", capture: 1, position: 1, path: "a" });
  const run: AnalysisRecord = { kind: "deviation", capture: null } as never;

  test("a begin gets its other position too", () => {
    expect(begin.renumbered(5, 8).value).toEqual({ kind: "begin", capture: 5, position: 8, path: "a" });
    expect(begin.renumbered(5).value).toEqual({ kind: "begin", capture: 5, position: 1, path: "a" });
  });

  test("no other kind has a position", () => {
    const skipped = RecordLine.of({ kind: "skipped", capture: 1, path: "a" } as never);
    expect(skipped.renumbered(5, 8).value).toEqual({ kind: "skipped", capture: 5, path: "a" });
  });

  test("one that is about no capture stays as it is", () => {
    const summary = RecordLine.of({ kind: "summary", captures: 0 } as never);
    expect(summary.renumbered(5).value).toEqual({ kind: "summary", captures: 0 });
    expect(RecordLine.of(run).renumbered(5).value).toEqual(run);
  });

  test("the value is made once", () => {
    const line = RecordLine.read(begin.text);
    expect(line.value).toBe(line.value);
    expect(begin.value).toBe(begin.value);
  });
});

test("a text that JSON leaves as it is is not looked at twice: both ways give the same", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" })), (text) => {
      expect(`[${jsonText(text)}]`).toBe(jsonText([text])); // of an array nothing is taken the short way
    }),
  );
});
