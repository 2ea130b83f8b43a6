/** Flags of strace, and what a capture made with them can hold. */
export interface Flags {
  readonly name: string;
  readonly flags: string;
  /** Blind spots that are honest reasons under these flags alone. `honest.ts` knows those that any capture may have. */
  readonly lacks: readonly string[];
  /** How many bytes of each buffer strace shows. */
  readonly strings: number;
  /** True if the calls that read a request, or that send a response, may be missing. */
  readonly hidesCalls: boolean;
}

/**
 * The sets of flags that are recorded with, the recommended one first.
 *
 * - The recommended flags hold every call that moves bytes, ends a stream or makes a process, and the first 4,096 bytes of
 *   each buffer. They lack what comes later in a buffer: sizes of chunks.
 * - `-s 32` holds the same calls. It lacks most of each head: the length of the body, and nearly all sizes of chunks. The first
 *   32 bytes still hold the method, most targets and the status: HEAD, 204 and 304 need no more.
 * - `network` alone holds sendto, sendmsg, sendfile, recvfrom, recvmsg, accept and shutdown. It lacks read, write, writev,
 *   splice, close and epoll_wait, and of the processes who made whom; its strings are of 32 bytes, too.
 */
export const FLAGS: readonly [Flags, ...Flags[]] = [
  {
    name: "recommended",
    flags: "-f -tt -yy -s 4096 -e trace=network,desc,process",
    lacks: [],
    strings: 4096,
    hidesCalls: false,
  },
  {
    name: "short strings",
    flags: "-f -s 32 -e trace=network,desc,process",
    lacks: ["head-cut-by-string-limit"],
    strings: 32,
    hidesCalls: false,
  },
  {
    name: "network alone",
    flags: "-f -e trace=network",
    lacks: [
      "head-cut-by-string-limit",
      "writes-not-traced",
      "reads-not-traced",
      "request-not-seen",
      "threads-not-traced",
    ],
    strings: 32,
    hidesCalls: true,
  },
];

/**
 * The recommended flags with all of nearly every buffer. They are held against protocols of records and frames alone: what the 4,096 bytes of the
 * recommended flags hide of those are the heads after the first ones of a buffer.
 */
export const LONG_STRINGS: Flags = {
  name: "long strings",
  flags: "-f -tt -yy -s 65536 -e trace=network,desc,process",
  lacks: [],
  strings: 65_536,
  hidesCalls: false,
};

/** Flags that somebody asked for. Nothing is known of them, so every reason is accepted. */
export function otherFlags(flags: string): Flags {
  const known = [...FLAGS, LONG_STRINGS].find((each) => each.flags === flags || each.name === flags);
  return known ?? { name: flags, flags, lacks: ["*"], strings: 0, hidesCalls: true };
}
