/**
 * The door to all protocols but HTTP/1. Few captures need them, and they take as long to load as all of HTTP/1. Therefore the build replaces
 * this module (`scripts/build/lazy-modules.mjs`): the protocols are evaluated at the first call of its function, which comes with the first
 * connection that does not speak HTTP/1. Only tools that read the bytes of a protocol may import it by itself.
 */
import * as others from "./other-protocols.js";

/** What reads and judges them. */
export function otherProtocols(): typeof others {
  return others;
}
