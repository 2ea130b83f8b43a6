import type { Connection } from "../analysis/model.js";
import type { Cause, Request } from "../protocols/exchange.js";

/** What makes two findings of a capture the same defect, wherever it was recorded: no line, pid, fd, port or inode is in it. */
export interface FindingIdentity {
  readonly rule: string;
  readonly role: Connection["role"];
  readonly method: string | null;
  readonly target: string | null;
  readonly cause: Cause | null;
}

interface Found extends Pick<FindingIdentity, "rule" | "role" | "cause"> {
  readonly request: Request | null;
}

export function identityOf({ rule, role, request, cause }: Found): FindingIdentity {
  return { rule, role, method: request?.method ?? null, target: request?.target ?? null, cause };
}

/** Equal for equal identities, and only for them. */
export function keyOf({ rule, role, method, target, cause }: FindingIdentity): string {
  return JSON.stringify([rule, role, method, target, cause]);
}
