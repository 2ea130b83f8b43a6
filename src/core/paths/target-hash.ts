const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a of a target, one character a byte; never 0. The engine computes the same (src/engine/assembly/paths/target-hash.ts). */
export function targetHash(target: string): number {
  let hash = BASIS;
  for (let index = 0; index < target.length; index++) hash = Math.imul(hash ^ target.charCodeAt(index), PRIME);
  return hash === 0 ? 1 : hash | 0;
}

/** What stands after a target of which the capture hides the rest. */
const DOTS = "...";

/** The number of a request's target; 0 if the capture hides it, or its rest: many others may begin so. */
export function knownTarget(target: string | null | undefined): number {
  return !target || target.endsWith(DOTS) ? 0 : targetHash(target);
}

/** The number of the client's end of one stream: those of a connection share its address. 0 if that is not known. */
export function streamHash(end: number, stream: number): number {
  return end === 0 ? 0 : Math.imul(end ^ stream, PRIME) || 1;
}

/**
 * The number of an address, as the engine computes it for an end of a connection (src/engine/assembly/paths/end-hash.ts). HAProxy binds a Unix
 * socket as PATH.PID.tmp, and renames it to the path that its clients know.
 */
export function endHash(address: string): number {
  return targetHash(address.replace(/^\[::ffff:(.*)\]/, "$1").replace(/\.\d+\.tmp$/, ""));
}
