import type { PathRecord } from "../../core/records/record.js";

/** Which paths are shown; what is left out does not matter. */
export interface PathFilter {
  /** Tests the target of a request. */
  readonly isTarget?: (target: string) => boolean;
  /** The id of a connection, such as `c3`. */
  readonly connection?: string;
}

/** True if an exchange of the path is on that connection, and one has such a target. */
export function isPathShown({ exchanges }: PathRecord, { isTarget, connection }: PathFilter): boolean {
  const isOn = connection === undefined || exchanges.some((each) => each.connection === connection);
  return isOn && (!isTarget || exchanges.some(({ target }) => target !== null && isTarget(target)));
}
