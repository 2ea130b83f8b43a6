import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyzeText, type CaptureAnalysis, type Exchange } from "../src/index.js";

interface Truth {
  readonly capture: string;
  readonly responses: readonly {
    readonly declared: number | null;
    readonly received: number;
    readonly ended: string;
  }[];
}

const samples = new URL("../samples/", import.meta.url);
const analyze = (name: string): CaptureAnalysis => analyzeText(readFileSync(new URL(name, samples), "latin1"));
const truths = JSON.parse(readFileSync(new URL("truth.json", samples), "utf8")) as Truth[];
const exchangesOf = (analysis: CaptureAnalysis) => analysis.connections.flatMap(({ exchanges }) => exchanges);

const VERDICT: Readonly<Record<string, string>> = {
  complete: "complete",
  "clean-eof-short": "truncated",
  reset: "truncated",
  "client-aborted": "aborted-by-peer",
};

describe("the verdict agrees with what the client received", () => {
  test.each(truths)("$capture", ({ capture, responses }) => {
    const exchanges = exchangesOf(analyze(capture));
    expect(exchanges.map(({ verdict }) => verdict)).toEqual(responses.map(({ ended }) => VERDICT[ended]));
    for (const [index, { declared, received, ended }] of responses.entries()) {
      const { response, outstandingBytes } = exchanges[index] as Exchange;
      if (response?.framing === "content-length") expect(response.declaredBytes).toBe(declared);
      // the kernel accepted bytes that the client left unread
      if (ended === "client-aborted") expect(response?.acceptedBytes).toBeGreaterThanOrEqual(received);
      else {
        expect(response?.acceptedBytes).toBe(received);
        expect(outstandingBytes).toBe((declared ?? received) - received);
      }
    }
  });
});

describe("captures that need more than one comparison", () => {
  test("hyper-25-requests-3.3MB: each of the 25 verdicts agrees with its client", () => {
    const client = readFileSync(new URL("hyper-25-requests-3.3MB.client.jsonl", samples), "utf8").trim().split("\n");
    const verdicts = exchangesOf(analyze("hyper-25-requests-3.3MB.strace"));
    expect(verdicts).toHaveLength(client.length);
    for (const [index, line] of client.entries()) {
      const { declared, received, error } = JSON.parse(line);
      const exchange = verdicts[index];
      // the client of request 4 was still sending when the server closed, and never read
      const brokeOff = declared === null && /BrokenPipe/.test(error);
      expect(exchange?.verdict, line).toBe(brokeOff || received < declared ? "truncated" : "complete");
      if (!brokeOff) expect(exchange?.response?.acceptedBytes, line).toBe(received);
    }
  });

  test("hyper-string-limit-32: the head is cut, and the refused write still proves the loss", () => {
    const { connections, findings } = analyze("hyper-string-limit-32.strace");
    const [exchange] = connections[0]?.exchanges ?? [];
    expect(exchange).toMatchObject({ verdict: "truncated", cause: "shut-wr", evidence: "short-write" });
    expect(exchange?.outstandingBytes).toBe(14_680_844);
    expect(findings.map(({ finding }) => finding.rule.id)).toEqual(["short-write-abandoned"]);
  });

  test("hyper-network-only: not one response byte is in the capture, so nothing is claimed", () => {
    const { connections, findings, summary } = analyze("hyper-network-only.strace");
    expect(connections[0]?.exchanges).toMatchObject([{ verdict: "undetermined", blindSpots: ["writes-not-traced"] }]);
    expect(findings).toEqual([]);
    expect(summary).toMatchObject({ responses: 1, undetermined: 1 });
  });

  test("hyper-rustls-data-after-alert: all was handed over, and the client took 125,372 of 300,000 bytes", () => {
    const { connections, findings } = analyze("hyper-rustls-data-after-alert.strace");
    const [exchange] = connections.flatMap(({ exchanges }) => exchanges);
    expect(exchange).toMatchObject({ verdict: "truncated", cause: "shut-wr", evidence: "end-marker" });
    const lost = exchange?.outstandingBytes ?? 0; // of records, and so with what encryption adds to each
    expect(lost).toBeGreaterThan(300_000 - 125_372);
    expect(lost).toBeLessThan(300_000 - 125_372 + 1_000);
    expect(findings.map(({ finding }) => finding.rule.id)).toEqual(["tls-data-after-alert"]);
  });

  test("hyper-client-aborts: the peer hung up, which is a note and no error", () => {
    const { connections, findings } = analyze("hyper-client-aborts.strace");
    expect(connections[0]?.exchanges).toMatchObject([{ verdict: "aborted-by-peer" }]);
    expect(findings.map(({ finding }) => finding.level)).toEqual(["note"]);
  });
});
