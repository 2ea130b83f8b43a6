const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a of a target, one character a byte; never 0. The engine computes the same (src/engine/assembly/paths/target-hash.ts). */
export function targetHash(target: string): number {
  let hash = BASIS;
  for (let index = 0; index < target.length; index++) hash = Math.imul(hash ^ target.charCodeAt(index), PRIME);
  return hash === 0 ? 1 : hash | 0;
}

/** The number of the client's end of one stream: those of a connection share its address. 0 if that is not known. */
export function streamHash(end: number, stream: number): number {
  return end === 0 ? 0 : Math.imul(end ^ stream, PRIME) || 1;
}

/** The number of an address, as the engine computes it for an end of a connection (src/engine/assembly/paths/end-hash.ts). */
export function endHash(address: string): number {
  return targetHash(address.replace(/^\[::ffff:(.*)\]/, "$1"));
}
