import type { Exchange, Response, Verdict } from "../protocols/exchange.js";
import type { MessageFacts } from "../protocols/message-facts.js";
import { SizeBuckets } from "./body-sizes.js";
import { addressOf, type Echo, isStreamProtocol } from "./echo.js";
import { addLoss, type Counting, Groups, type LossCounts } from "./groups.js";
import {
  addCounts,
  COUNTER,
  type Connection,
  type Counts,
  noCounts,
  type PlainExchange,
  type Summary,
} from "./model.js";
import type { ConnectionEnds, PlainCounts, ServerCounts } from "./plain.js";

/** How many addresses get counts of their own. The limit bounds the size of the summary. */
const MOST_SERVERS = 1000;

/** What is counted of an exchange. */
export interface CountedExchange extends Pick<Exchange, "verdict" | "outstandingBytes"> {
  readonly response: Pick<Response, "status" | "declaredBytes" | "acceptedBytes"> | null;
  readonly message?: Pick<MessageFacts, "protocol">;
}

type CountedLoss = Pick<CountedExchange, "verdict" | "outstandingBytes">;

/** Counts exchanges and findings, and adds summaries that were counted elsewhere. */
export class SummaryTally {
  readonly counts = noCounts();
  readonly #rules = new Groups<string>();
  readonly #servers = new Groups<string | null>(MOST_SERVERS);
  readonly #statuses = new Groups<number | null>();
  readonly #sizes = new SizeBuckets();

  /** Counts a plain exchange: it is whole and in no doubt. */
  countPlain({ status, declaredBytes, acceptedBytes }: PlainExchange, connection: Connection): void {
    this.counts.complete++;
    this.counts.responses++;
    this.serverOf(connection).responses++;
    this.#statuses.of(status).responses++;
    if (declaredBytes !== null && acceptedBytes !== null) this.#sizes.count(declaredBytes, acceptedBytes, false);
  }

  /** Counts plain exchanges that were counted elsewhere, of servers that `serverOf` gave. */
  countPlains({ responses, servers, statuses, bodySizes }: PlainCounts): void {
    this.counts.complete += responses;
    this.counts.responses += responses;
    for (const [server, ofServer] of servers) server.responses += ofServer;
    for (const [status, ofStatus] of statuses) this.#statuses.of(status).responses += ofStatus;
    for (const bucket of bodySizes) this.#sizes.add(bucket);
  }

  /** The counts of the server of a connection. They are in the summary from now on. */
  serverOf(connection: ConnectionEnds): ServerCounts {
    return this.#servers.of(addressOf(connection));
  }

  /** Counts an exchange that is decided. One of which no byte of the response was seen has a verdict as well, so it counts. */
  countExchange(exchange: CountedExchange, connection: ConnectionEnds): void {
    const { response, verdict } = exchange;
    this.counts[COUNTER[verdict]]++;
    this.counts.responses++;
    countIn(this.counts, exchange);
    countAll(this.serverOf(connection), exchange);
    if (isStreamProtocol(exchange.message?.protocol)) this.counts.streams++;
    else countAll(this.#statuses.of(response?.status ?? null), exchange);
    const { declaredBytes = null, acceptedBytes = null } = response ?? {};
    if (declaredBytes === null || acceptedBytes === null || !isDecided(verdict)) return;
    this.#sizes.count(declaredBytes, acceptedBytes, verdict === "truncated");
  }

  /** A truncated response that was counted before is the echo of another hop's loss: its bytes were lost there. */
  countEcho(echo: Echo): void {
    const { server, status, isStream, declaredBytes, acceptedBytes } = echo;
    countEchoIn(this.counts, echo);
    countEchoIn(this.#servers.of(server), echo);
    if (!isStream) countEchoIn(this.#statuses.of(status), echo);
    if (declaredBytes !== null && acceptedBytes !== null) this.#sizes.discount(declaredBytes, acceptedBytes);
  }

  /** The same for a rule that matched it. */
  countRuleEcho(rule: string, echo: Pick<Echo, "outstandingBytes">): void {
    countEchoIn(this.#rules.of(rule), echo);
  }

  /**
   * Counts a match of a rule.
   *
   * @param exchange null if the finding is not about an exchange
   * @param isEcho true if what the exchange lacks was lost at another hop
   */
  countFinding(rule: string, exchange: CountedLoss | null, isEcho = false): void {
    this.counts.findings++;
    const group = this.#rules.of(rule);
    group.responses++;
    if (exchange?.verdict !== "truncated") return;
    group.truncated++;
    countIn(group, exchange);
    if (isEcho) countEchoIn(group, exchange);
  }

  /** Adds the summary of one capture, or the total of several. */
  add(part: Summary): void {
    addCounts(this.counts, part);
    for (const { rule, findings, ...loss } of part.rules)
      addLoss(this.#rules.of(rule), { ...loss, responses: findings });
    for (const server of part.servers) addLoss(this.#servers.of(server.address), server);
    addLoss(this.#servers.others, part.otherServers);
    for (const status of part.statuses) addLoss(this.#statuses.of(status.status), status);
    for (const bucket of part.bodySizes) this.#sizes.add(bucket);
  }

  /** A filter left out so many responses. */
  leaveOut(responses: number): void {
    this.counts.leftOut = (this.counts.leftOut ?? 0) + responses;
  }

  get summary(): Summary {
    return {
      ...this.counts,
      rules: this.#rules.sorted().map(([rule, { responses, ...loss }]) => ({ rule, findings: responses, ...loss })),
      servers: this.#servers.sorted().map(([address, loss]) => ({ address, ...loss })),
      otherServers: { ...this.#servers.others },
      statuses: this.#statuses.sorted().map(([status, loss]) => ({ status, ...loss })),
      bodySizes: this.#sizes.all,
    };
  }
}

/** The total of several summaries: of captures, of runs, or of machines. */
export function totalOf(parts: Iterable<Summary>): Summary {
  const total = new SummaryTally();
  for (const part of parts) total.add(part);
  return total.summary;
}

/** True if there were responses, and a filter left all of them out. */
export function matchesNothing({ responses, leftOut = 0 }: Counts): boolean {
  return responses === 0 && leftOut > 0;
}

/** How many responses are decided: nothing was proved without one. */
export function judgedIn({ complete, truncated, abortedByPeer, overrun }: Counts): number {
  return complete + truncated + abortedByPeer + overrun;
}

function countAll(group: Counting<LossCounts>, exchange: CountedLoss): void {
  group.responses++;
  if (exchange.verdict === "truncated") group.truncated++;
  countIn(group, exchange);
}

function countIn(
  counts: Pick<Counting<LossCounts>, "lostBytes" | "lostUnknown">,
  { verdict, outstandingBytes }: CountedLoss,
) {
  if (verdict !== "truncated") return;
  if (outstandingBytes === null) counts.lostUnknown++;
  else counts.lostBytes += outstandingBytes;
}

function countEchoIn(
  counts: Pick<Counting<LossCounts>, "echoes" | "lostBytes" | "lostUnknown">,
  { outstandingBytes }: Pick<Echo, "outstandingBytes">,
): void {
  counts.echoes++;
  if (outstandingBytes === null) counts.lostUnknown--;
  else counts.lostBytes -= outstandingBytes;
}

/** True if the program alone decided how many bytes of the body were sent. */
function isDecided(verdict: Verdict): boolean {
  return verdict === "complete" || verdict === "truncated" || verdict === "overrun";
}
