/** The part of the output of `unflushed check --format json` that is compared. */
export interface Report {
  readonly connections: readonly {
    readonly id: string;
    readonly role: string;
    readonly transport?: string;
    readonly peer: string | null;
    readonly exchanges: readonly Exchange[];
  }[];
  readonly findings: readonly Finding[];
  readonly captures: readonly { readonly foreignLines: number; readonly unrecognizedLines: number }[];
}

interface Exchange {
  /** What it was said in; left out, or null, for HTTP/1. */
  readonly protocol?: string | null;
  /** The stream of HTTP/2, or the request id of FastCGI. */
  readonly stream?: number | null;
  readonly evidence?: string | null;
  readonly request: { readonly target: string } | null;
  readonly response: {
    readonly declaredBytes: number | null;
    readonly acceptedBytes: number | null;
    /** True if they may be fewer. */
    readonly isAtMost?: true;
    /** Null if the size of a write that never returned is unknown. */
    readonly inDoubtBytes: number | null;
    /** Null if the capture does not show it. */
    readonly status?: number | null;
  } | null;
  readonly verdict: string;
  readonly blindSpots: readonly string[];
}

export interface Finding {
  readonly rule: string;
  readonly level: string;
  readonly connection: string;
  /** The place of the exchange in its connection; null if the finding is about the connection. */
  readonly exchange: number | null;
  readonly message?: string;
}

/** One exchange of the capture, with what was found about it. */
export interface Judged extends Exchange {
  readonly isUpstream: boolean;
  /** The peer's TCP port, if the capture shows it. */
  readonly port: number | null;
  /** The connection is on a Unix socket: no client that came by TCP is at its other end. */
  readonly isUnix: boolean;
  readonly index: number;
  /** The findings about this exchange, and about its connection as a whole. */
  readonly findings: readonly Finding[];
}

/** All exchanges of a capture. */
export function exchangesOf({ connections, findings }: Report): Judged[] {
  const byConnection = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { connection } = finding;
    byConnection.set(connection, [...(byConnection.get(connection) ?? []), finding]);
  }
  return connections.flatMap(({ id, role, transport, peer, exchanges }) =>
    exchanges.map((exchange, index) => ({
      ...exchange,
      isUpstream: role === "client",
      port: peer?.includes(":") ? Number(peer.split(":").at(-1)) : null,
      isUnix: transport === "unix",
      index,
      findings: (byConnection.get(id) ?? []).filter((each) =>
        each.exchange === null ? isAbout(each, exchange) : each.exchange === index,
      ),
    })),
  );
}

/** An unanswered request is no exchange: the finding names it, and says nothing about the others of its connection. */
function isAbout({ rule, message = "" }: Finding, { request }: Exchange): boolean {
  return rule !== "request-unanswered" || message.includes(` ${request?.target} `);
}
