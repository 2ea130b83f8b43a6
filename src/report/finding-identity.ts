import type { FindingRecord } from "./record.js";

/** What makes two findings of a capture the same defect, wherever it was recorded: no line, pid, fd, port or inode is in it. */
export interface FindingIdentity extends Pick<FindingRecord, "rule" | "role" | "cause"> {
  readonly method: string | null;
  readonly target: string | null;
}

export function identityOf({ rule, role, request, cause }: FindingRecord): FindingIdentity {
  return { rule, role, method: request?.method ?? null, target: request?.target ?? null, cause };
}

/** Equal for equal identities, and only for them. */
export function keyOf({ rule, role, method, target, cause }: FindingIdentity): string {
  return JSON.stringify([rule, role, method, target, cause]);
}
