/** What the engine calls of its host while it applies a line. */

/** Something happened to a socket: it stands in the only `EventRecord`. */
export declare function reportEvent(): void;

/** A line said something of many sockets, and so of this one (`mark`). */
export declare function reportMark(socket: usize, kind: i32): void;
