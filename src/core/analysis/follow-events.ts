import { EventFollower } from "./event-follower.js";
import type { Follower, FollowerUser } from "./follower.js";

/**
 * Starts the follower in TypeScript. It is a third of the program, and is not needed when the engine follows the sockets. So the build
 * of the program replaces this module with one that loads the follower at the first call (`scripts/build/lazy-modules.mjs`). No
 * other module of the program may import the follower.
 */
export function followEvents(user: FollowerUser): Follower {
  return new EventFollower(user);
}
