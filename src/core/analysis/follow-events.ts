import { EventFollower } from "./event-follower.js";
import type { Follower, FollowerUser } from "./follower.js";

/**
 * The door to what follows sockets in TypeScript. Where the engine does that, it is not needed, and it is a third of the program.
 * Therefore the build of the program replaces this module (`scripts/build/lazy-modules.mjs`): what is behind it is loaded at the
 * first call. Nothing else of the program may import it.
 */
export function followEvents(user: FollowerUser): Follower {
  return new EventFollower(user);
}
