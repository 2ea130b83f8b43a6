import { describe, expect, test } from "vitest";
import { SummaryTally } from "../../../src/core/analysis/tally.js";
import type { Exchange } from "../../../src/core/protocols/exchange.js";
import { analyzeText, type CaptureAnalysis, type Summary, totalOf } from "../../../src/index.js";
import { firing, samples } from "../formats/documents.js";

const captures = [...samples, ...firing];
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const sumOf = (groups: readonly object[], key: string): number =>
  sum(groups.map((group) => (group as Record<string, number>)[key] ?? Number.NaN));

/** A capture, and its responses that only lack what another hop had lost. */
function analyzed(text: (typeof captures)[number]["text"]) {
  const echoes = new Set<Exchange>();
  const analysis = analyzeText(text, {
    onPath: ({ losses, isProven }) => {
      for (const { exchange } of isProven ? losses.slice(0, -1) : []) if (exchange !== null) echoes.add(exchange);
    },
  });
  return { ...analysis, echoes };
}

describe("the summary of a capture agrees with its exchanges and findings", () => {
  test.each(captures)("$path", ({ text }) => {
    const { connections, findings, summary, echoes } = analyzed(text);
    const responses = exchangesOf({ connections }, echoes);
    const cut = responses.filter(({ verdict }) => verdict === "truncated");
    const known = cut.filter(({ lost }) => lost !== null);
    const lost = { truncated: cut.length, lostBytes: sum(known.map((each) => each.lost ?? 0)) };
    expect(summary.echoes).toBe(cut.filter(({ isEcho }) => isEcho).length);
    expect(summary).toMatchObject({ captures: 1, responses: responses.length, findings: findings.length, ...lost });
    expect(summary.lostUnknown).toBe(cut.length - known.length);
    expect(sumOf(summary.rules, "findings")).toBe(findings.length);
    const answers = responses.filter(({ isStream }) => !isStream);
    expect(summary.streams).toBe(responses.length - answers.length);
    for (const [groups, of] of [
      [[...summary.servers, summary.otherServers], responses],
      [summary.statuses, answers],
    ] as const) {
      const short = of.filter(({ verdict }) => verdict === "truncated");
      expect(sumOf(groups, "responses")).toBe(of.length);
      expect(sumOf(groups, "truncated")).toBe(short.length);
      expect(sumOf(groups, "echoes")).toBe(short.filter(({ isEcho }) => isEcho).length);
      expect(sumOf(groups, "lostBytes")).toBe(sum(short.map((each) => each.lost ?? 0)));
      expect(sumOf(groups, "lostUnknown")).toBe(short.filter((each) => each.lost === null).length);
    }
    for (const { address, ...loss } of summary.servers) {
      const own = responses.filter((each) => each.server === address);
      expect(loss).toMatchObject({ responses: own.length, lostBytes: sum(own.map((each) => each.lost ?? 0)) });
    }
    for (const { status, responses: count } of summary.statuses)
      expect(count).toBe(answers.filter((each) => each.status === status).length);
    for (const { rule, findings: count, lostBytes } of summary.rules) {
      const own = findings.filter(({ finding }) => finding.rule.id === rule);
      const about = own.filter(({ finding: { judgement } }) => {
        const { exchange } = judgement;
        return exchange?.verdict === "truncated" && !echoes.has(exchange);
      });
      expect(count).toBe(own.length);
      expect(lostBytes).toBe(sum(about.map(({ finding }) => finding.outstandingBytes ?? 0)));
    }
  });

  test.each(captures)("each response has one verdict, and each connection is reported: $path", ({ text }) => {
    const { connections, summary } = analyzeText(text);
    const { complete, truncated, abortedByPeer, overrun, inFlight, undetermined } = summary;
    expect(sum([complete, truncated, abortedByPeer, overrun, inFlight, undetermined])).toBe(summary.responses);
    expect(summary.connections).toBe(connections.length);
  });

  test.each(captures)("and so do the sizes of bodies: $path", ({ text }) => {
    const { connections, summary, echoes } = analyzed(text);
    const bodies = exchangesOf({ connections }, echoes).filter(
      ({ verdict, declared, accepted, isEcho }) =>
        !isEcho && ["complete", "truncated", "overrun"].includes(verdict) && declared !== null && accepted !== null,
    );
    expect(sumOf(summary.bodySizes, "responses")).toBe(bodies.length);
    for (const size of summary.bodySizes) {
      const own = bodies.filter(({ declared }) => (declared ?? 0) >= size.fromBytes && (declared ?? 0) < endOf(size));
      expect(size).toEqual({
        fromBytes: size.fromBytes,
        responses: own.length,
        truncated: own.filter(({ verdict }) => verdict === "truncated").length,
        declaredBytes: sum(own.map(({ declared }) => declared ?? 0)),
        deliveredBytes: sum(own.map(({ declared, accepted }) => Math.min(declared ?? 0, accepted ?? 0))),
      });
    }
  });
});

function endOf({ fromBytes }: { readonly fromBytes: number }): number {
  return fromBytes === 0 ? 1 : 2 * fromBytes;
}

/** Protocols of which one side's bytes are not parted into responses. */
const STREAMS: ReadonlySet<string> = new Set(["tls", "websocket", "resp", "memcached"]);

function exchangesOf({ connections }: Pick<CaptureAnalysis, "connections">, echoes: ReadonlySet<Exchange>) {
  return connections.flatMap(({ role, local, peer, exchanges }) =>
    exchanges.map((exchange) => {
      const { response, verdict, outstandingBytes, message } = exchange;
      const isEcho = verdict === "truncated" && echoes.has(exchange);
      return {
        isStream: message !== undefined && STREAMS.has(message.protocol),
        server: role === "client" ? peer : role === "server" ? local : (local ?? peer),
        status: response?.status ?? null,
        declared: response?.declaredBytes ?? null,
        accepted: response?.acceptedBytes ?? null,
        verdict,
        isEcho,
        lost: verdict === "truncated" && !isEcho ? outstandingBytes : 0,
      };
    }),
  );
}

describe("totalOf", () => {
  const parts = captures.map(({ text }) => analyzeText(text).summary);

  test("the order of the parts does not matter", () => {
    const [first, second] = [parts.slice(0, 17), parts.slice(17)];
    expect(totalOf([totalOf(first), totalOf(second)])).toEqual(totalOf(parts));
    expect(totalOf([...parts].reverse())).toEqual(totalOf(parts));
  });

  test("the total of one part is that part, and the total of none is empty", () => {
    for (const part of parts) expect(totalOf([part])).toEqual(part);
    expect(totalOf([])).toEqual(new SummaryTally().summary);
  });

  test("keeps a thousand addresses, and one total for all others", () => {
    const [one] = parts.filter(({ servers }) => servers.length === 1) as [Summary];
    const many = Array.from({ length: 1500 }, (_, index) => ({
      ...one,
      servers: one.servers.map((server) => ({ ...server, address: `10.0.${index >> 8}.${index & 255}:80` })),
    }));
    const { servers, otherServers, responses, lostBytes } = totalOf(many);
    expect(servers).toHaveLength(1000);
    expect(sumOf([...servers, otherServers], "responses")).toBe(responses);
    expect(sumOf([...servers, otherServers], "lostBytes")).toBe(lostBytes);
  });
});

describe("bodies are counted by powers of two", () => {
  const ofLength = (length: number): number[] =>
    analyzeText(
      [
        "10 accept4(3, NULL, NULL, 0) = 7",
        '10 read(7, "GET / HTTP/1.1\\r\\n\\r\\n", 8192) = 18',
        `10 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: ${length}\\r\\n\\r\\n", 99) = ${37 + String(length).length}`,
        "10 close(7) = 0",
        "",
      ].join("\n"),
    ).summary.bodySizes.map(({ fromBytes }) => fromBytes);

  test.each([
    [0, 0],
    [1, 1],
    [1023, 512],
    [1024, 1024],
    [2 ** 31, 2 ** 31],
    [2 ** 32 - 1, 2 ** 31],
    [2 ** 32, 2 ** 32],
    [2 ** 49 - 1, 2 ** 48],
    [2 ** 49, 2 ** 49],
  ])("%i bytes count from %i", (length, from) => {
    expect(ofLength(length)).toEqual([from]);
  });
});
