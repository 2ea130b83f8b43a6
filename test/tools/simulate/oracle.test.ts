import fc from "fast-check";
import { expect, test } from "vitest";
import { analyzeText } from "../../../src/index.js";
import { type ProvenExchange, provenExchanges } from "../../../src/tools/simulate/proven-exchanges.js";
import { type Simulation, simulate } from "../../../src/tools/simulate/simulate.js";
import { traceText } from "../../../src/tools/simulate/strace/trace.js";
import type { TraceEvent } from "../../../src/tools/simulate/trace-event.js";
import { budget } from "../../budget.js";
import { type Drawn, drawn } from "./draw.js";

/** ORACLE_SEED draws the same models again; ORACLE_RUNS asks for so many of them, however long they take. */
const seed = Number(process.env.ORACLE_SEED ?? 20_261_123);
const asked = process.env.ORACLE_RUNS;
const tries = asked === undefined ? budget(500) : { numRuns: Number(asked) };

const WRITES: ReadonlySet<string> = new Set(["write", "writev", "sendto", "sendmsg", "sendfile"]);

type Exchange = Omit<ProvenExchange, "target"> & { readonly target: string | null };

interface Known {
  readonly exchanges: readonly Exchange[];
  /** Findings about the connection, and about no exchange. */
  readonly others: readonly string[];
}

/** What the model's own books say, never looking at the text. */
function known({ accounts, trace }: Simulation, { dialect, parameters }: Drawn): Known[] {
  const begun = trace.flatMap((event) => (event.kind === "begin" ? event.at : []));
  const until = parameters.stop?.by === "detach" ? Math.max(...begun) : 0;
  const where = { dialect, transport: parameters.server.transport, until };
  const isAsked = dialect.calls.has("recvfrom");
  return accounts.map((account) => ({
    exchanges: provenExchanges(account, where).map((each) => (isAsked ? each : { ...each, target: null })),
    others: account.hasWrittenLate ? ["write-after-shut-wr"] : [],
  }));
}

/** What the analysis of the text says. */
function judged(text: string): Known[] {
  const { connections, findings } = analyzeText(text);
  return connections.map((connection) => {
    const found = findings.filter((each) => each.connection === connection).map(({ finding }) => finding);
    const idsOf = (exchange: unknown): string[] =>
      found.filter(({ judgement }) => judgement.exchange === exchange).map(({ rule }) => rule.id);
    const exchanges = connection.exchanges.map((exchange) => ({
      target: exchange.request?.target ?? null,
      verdict: exchange.verdict as Exchange["verdict"],
      cause: exchange.cause as Exchange["cause"],
      declared: exchange.response?.declaredBytes ?? null,
      accepted: exchange.response?.acceptedBytes ?? null,
      outstanding: exchange.outstandingBytes,
      blindSpots: exchange.blindSpots,
      findings: idsOf(exchange),
    }));
    return { exchanges, others: idsOf(null) };
  });
}

const CUT = JSON.stringify(["head-cut-by-string-limit"]);

/**
 * The books call a response undetermined when its head is hidden. Chunks that fill their writes show more (a last chunk in
 * a buffer of its own), and so does a Content-Length before the cut: there the verdict must be the one that the books come to
 * with every byte in view, a length must be the true one, and no more may be outstanding than was. The books have no length
 * when the kernel took only a part of the head.
 */
function asTheBooksSay(found: readonly Known[], expected: readonly Known[], inFull: readonly Known[]): Known[] {
  const hidden = expected.flatMap(({ exchanges }) =>
    exchanges.filter(({ blindSpots }) => JSON.stringify(blindSpots) === CUT),
  );
  const open = inFull.flatMap(({ exchanges }) => exchanges);
  const proved = (exchange: Exchange): Exchange => {
    if (exchange.verdict === "undetermined") return exchange;
    const books = hidden.find(
      ({ target, verdict, outstanding }) =>
        target === exchange.target &&
        (verdict === "undetermined" ||
          (verdict === exchange.verdict && (exchange.outstanding ?? 0) >= (outstanding ?? 0))),
    );
    const isTrue = open.some(
      ({ target, verdict, cause, declared, outstanding }) =>
        target === exchange.target &&
        verdict === exchange.verdict &&
        cause === exchange.cause &&
        (exchange.declared === null || declared === null || exchange.declared === declared) &&
        (exchange.declared === null || (exchange.outstanding ?? 0) <= (outstanding ?? 0)),
    );
    return books && isTrue ? books : exchange;
  };
  return found.map(({ exchanges, others }) => ({ exchanges: exchanges.map(proved), others }));
}

/** Sorted, because connections are reported when they are over. Those without findings do not count. */
function sorted(connections: readonly Known[]): string[] {
  return connections
    .filter(({ exchanges, others }) => exchanges.length + others.length > 0)
    .map(({ exchanges, others }) =>
      [...exchanges.map((each) => JSON.stringify(Object.entries(each).sort())), ...others].join("\n"),
    )
    .sort();
}

/** Left out: connections that two threads ended, or that one ended while the peer hung up. strace does not show the order. */
function isLeftOut({ accounts }: Simulation): boolean {
  return accounts.some(({ isContested }) => isContested);
}

/**
 * Also left out: responses that the kill cut right after a write. strace does not show how many bytes were accepted of a
 * write whose thread was killed in it.
 */
function endsInWrite({ trace }: Simulation, expected: readonly Known[]): boolean {
  const isCutByKill = expected.some(({ exchanges }) => exchanges.some(({ cause }) => cause === "exit"));
  const last = new Map<number, TraceEvent>();
  return trace.some((event) => {
    const before = last.get(event.pid);
    last.set(event.pid, event);
    return isCutByKill && event.kind === "killed" && before?.kind === "return" && WRITES.has(before.call.name);
  });
}

test("the analysis of the text comes to what the model knows of itself", { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(drawn, (model) => {
      const simulation = simulate(model.parameters);
      const expected = known(simulation, model);
      fc.pre(!isLeftOut(simulation) && !endsInWrite(simulation, expected));
      const inFull = known(simulation, {
        ...model,
        dialect: { ...model.dialect, stringLimit: Number.POSITIVE_INFINITY },
      });
      const found = asTheBooksSay(judged(traceText(simulation.trace, model.dialect)), expected, inFull);
      expect(sorted(found)).toEqual(sorted(expected));
    }),
    { ...tries, seed },
  );
});
