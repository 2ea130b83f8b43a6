import type { Connection } from "../analysis/model.js";
import type { Cause, Request } from "../protocols/exchange.js";

/**
 * What two findings about the same defect have in common. It holds no line, pid, fd, port or inode, because those
 * differ from recording to recording.
 */
export interface FindingIdentity {
  readonly rule: string;
  readonly role: Connection["role"];
  readonly method: string | null;
  readonly target: string | null;
  readonly cause: Cause | null;
  /** The server that the client of a TLS stream asked for: it stands in for what TLS hides. Left out if there is none. */
  readonly serverName?: string;
}

interface Found extends Pick<FindingIdentity, "rule" | "role" | "cause"> {
  readonly request: Request | null;
  readonly serverName?: string | null | undefined;
}

/** The identity of a finding. */
export function identityOf({ rule, role, request, cause, serverName }: Found): FindingIdentity {
  const identity = { rule, role, method: request?.method ?? null, target: request?.target ?? null, cause };
  return serverName ? { ...identity, serverName } : identity;
}

/** A text that is equal for equal identities, and only for them. */
export function keyOf({ rule, role, method, target, cause, serverName }: FindingIdentity): string {
  return JSON.stringify([rule, role, method, target, cause, ...(serverName === undefined ? [] : [serverName])]);
}
