/** What the engine calls of its host while it applies a line (host/load.ts, EngineHost). */

/** Something happened to a socket: it stands in the only `EventRecord`. */
export declare function reportEvent(): void;

/** The capture has shown the call of this index, which it had not before. */
export declare function reportName(call: i32): void;

/** A line said something of many sockets, and so of this one. The kind is a number of the host's. */
export declare function reportMark(socket: usize, kind: i32): void;

/**
 * The host reads the text start..end with the grammar, and writes its values where `roomForCanonical` says, with a `)` after them
 * (arguments/canonical.ts). Returns how many bytes they have; -1: the text is not in strace's argument language.
 */
export declare function askCanonical(start: usize, end: usize, source: i32): i32;

/** A response ends before it is whole: the host decides it, and writes its decision into the only `EndingRecord`. */
export declare function askVerdict(): void;

/** Something was judged: it stands in the only `JudgementRecord`. */
export declare function reportJudgement(): void;

/** A connection is over: it stands in `followed` (connections/followed.ts). */
export declare function reportConnection(): void;

/** A plain exchange is decided: it is whole, the kernel refused nothing of it, and it is in no doubt. `followed` refers to it. */
export declare function reportPlain(): void;

/** What is to be said of some plain exchanges of a connection: the next ones of it that are decided. It stands in `followed`. */
export declare function reportFacts(): void;

/** So many exchanges are over, or were asked for and are open, whose hops stand at an address, the oldest first (paths/hop.ts). Only a host that asked for hops hears of it. */
export declare function reportHops(at: usize, count: i32, areOpen: bool): void;
/** A connection is open that the host reads. At the address stands what the hops of all messages there have in common (paths/hop.ts). */
export declare function reportOpenMessages(at: usize, conversation: i32): void;

/** The number of the server of a connection, which stands in `followed`; negative: it has none. */
export declare function askServer(): i32;

/** The event at hand carried bytes, which were classified (http1/classified.ts). Only a host that asked for bytes hears of this and of the next three. */
export declare function reportBytes(): void;

/** The socket at an address is about to be forgotten. */
export declare function reportGone(socket: usize): void;

/** The event at hand is kept at an address (http1/kept-event.ts), in place of what was kept there; or it is kept no more. */
export declare function reportKept(at: usize): void;
export declare function reportForgotten(at: usize): void;

/** The whole capture has a blind spot (http1/blind-spot.ts). */
export declare function reportSpot(spot: i32): void;

/**
 * The head start..end has marks of what a person left out: the host writes the lines that are left of it where `roomForElided` says
 * (http1/head/elided-head.ts). Returns how many bytes they have; -1: nothing was left out.
 */
export declare function askShownOfElided(start: usize, end: usize, isShort: bool): i32;

/** The event at hand moved bytes of a conversation (conversations/moved-record.ts). Returns what the host makes of it: an `Interest`. */
export declare function takeMoved(): i32;

/** The kernel took nothing of what the event at hand offered of a conversation, because the socket was full. */
export declare function takeRefused(): void;

/** The stream of a conversation's answers ends (conversations/judge-messages.ts). True if the host has judged something of it. */
export declare function judgeOpen(): bool;

/** Bytes of a conversation are missing, and how many is not known, for this blind spot. */
export declare function missMoved(conversation: i32, spot: i32): void;

/** A conversation of this number is over. */
export declare function forgetConversation(conversation: i32): void;
