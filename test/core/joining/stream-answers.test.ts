import { describe, expect, test } from "vitest";
import { JoinedPaths } from "../../../src/core/joining/join-paths.js";
import type { AskedStream, AskedStreams } from "../../../src/core/paths/asked-streams.js";
import type { AnsweredStream, PathRecord } from "../../../src/core/records/record.js";
import { KeptPaths } from "../../../src/run/paths/kept-paths.js";
import { anExchange as exchange, aPath as path } from "./a-path.js";

/** A proxy passed on 50,000 of 100,000 bytes, and had asked on the client's port 6000 over TLS. */
function proxy(facts: Partial<AskedStream> = {}, answer: AskedStreams["answer"] = "passed-on"): PathRecord {
  const known = { bytes: 50_300, hasMetEnd: true, wasReset: false, isSource: true, isPassedOn: true, time: 100 };
  const streams = { answer, streams: [{ ends: [6000, 443] as const, ...known, ...facts }] };
  const outer = { ends: [8080, 5000] as const, declaredBytes: 100_000, acceptedBytes: 50_000, time: 101 };
  return { ...path([exchange(outer)], { origin: null, undecided: "asked-encrypted" }), streams };
}
/** The server's capture shows the other end of that stream. */
function server(facts: Partial<AnsweredStream> = {}): PathRecord {
  const known = { bytes: 50_300, isEnded: false, wasLeft: false, isAlone: true, isUnharmed: true };
  const stream = { capture: 1, ends: [443, 6000] as const, protocol: "tls", target: null, time: 99 };
  const alone = path([exchange({ ...stream, verdict: "undetermined" })], { capture: 1, isProven: false });
  return { ...alone, answered: { ...known, ...facts } };
}
function joined(...paths: readonly PathRecord[]): string[] {
  const kept = new KeptPaths();
  for (const each of paths) kept.add(each);
  return [...new JoinedPaths(kept, new Map()).all()].map(
    ([, { exchanges, origin, undecided }]) =>
      `${exchanges.map(({ capture, part }) => `${capture} ${part}`).join(", ")}: ${undecided ?? origin}`,
  );
}

describe("a response that came over TLS, in two captures", () => {
  test("was lost by the server that ended the stream first, if it asked nobody", () => {
    expect(joined(proxy(), server())).toEqual(["0 passed-on, 1 origin: 1"]);
  });

  test("was lost by the program that left a server which went on", () => {
    expect(joined(proxy({ hasMetEnd: false }), server({ wasLeft: true }))).toEqual(["0 origin: 0"]);
  });

  test("was lost by the server that said its end (close_notify), if the program had read all that it sent", () => {
    expect(joined(proxy({ hasMetEnd: false }), server({ isEnded: true }))).toEqual(["0 passed-on, 1 origin: 1"]);
  });

  test("stays undecided if no capture shows the other end: silence proves nothing", () => {
    expect(joined(proxy())).toEqual(["0 origin: asked-encrypted"]);
  });

  test.each<[string, PathRecord, PathRecord]>([
    ["the server had asked others meanwhile", proxy(), server({ isAlone: false })],
    ["the server sent as much as is declared", proxy({ bytes: 100_300 }), server({ bytes: 100_300 })],
    ["the program did not read all that came", proxy({ bytes: 30_000 }), server()],
    ["both had ended the stream", proxy(), server({ wasLeft: true })],
  ])("stays undecided if %s", (_, ...both) => {
    expect(joined(...both)).toEqual(["0 origin: asked-encrypted"]);
  });
});

describe("an answer of 502, in two captures", () => {
  test("hides that the server had ended after far more bytes", () => {
    expect(joined(proxy({ bytes: 150_000 }, "bad-gateway"), server({ bytes: 150_000 }))[0]).toMatch(
      /^0 hidden, 1 origin: 1$/,
    );
  });
});
