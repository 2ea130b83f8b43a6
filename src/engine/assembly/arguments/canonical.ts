/**
 * The door to the grammar. Arguments of which one has no plain shape are read by the host, which writes the values back in plain
 * shapes (host/canonical.ts).
 */

/**
 * The host reads the arguments of the current call, and writes them where `roomForCanonical` says. Returns how many bytes they have;
 * -1: they are not in strace's argument language.
 */
@external("host", "canonical")
export declare function askCanonical(): i32;

/** For the host: where so many bytes have room. */
export function roomForCanonical(bytes: i32): usize {
  return 0;
}
