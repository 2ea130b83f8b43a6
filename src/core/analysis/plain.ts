import type { Counting, LossCounts } from "./groups.js";
import type { BodySizes, Connection } from "./model.js";

/** What says which end of a connection its server is. */
export type ConnectionEnds = Pick<Connection, "role" | "local" | "peer">;

/** The counts of a server's responses. They grow. */
export type ServerCounts = Counting<LossCounts>;

/** Plain exchanges that a follower has counted by itself. */
export interface PlainCounts {
  readonly responses: number;
  readonly servers: readonly (readonly [ServerCounts, number])[];
  readonly statuses: readonly (readonly [number | null, number])[];
  readonly bodySizes: readonly BodySizes[];
}
