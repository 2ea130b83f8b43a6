/** What the host reads of a conversation besides the event at hand. It knows the same fields in the same order (host/conversations/fields.ts). */
import { Request } from "../http1/request";
import { Role } from "../http1/role";
import { only } from "../memory";

@unmanaged
export class MovedRecord {
  /** So many bytes at the start of what the event moved belong to HTTP/1. */
  skipped: f64;
  /** Bytes that the connection moved before it was known what it speaks, in one direction; they begin with the text start..end. */
  before: f64;
  beforeStart: usize;
  beforeEnd: usize;
  isBeforeWritten: i32;
  conversation: i32;
  role: Role;
  /** 1 if the socket is older than the capture. */
  isOlder: i32;
  /** See `Conversation`. */
  upgraded: Request | null;
  /** The protocol that the connection changed to or, if it began with one, NOT_ANY. */
  changedTo: i32;
  /** 1 if the reader of the answers went away by itself. */
  isAbandoned: i32;
  /** What the thread had read last, of a request and of a response, before the event at hand (paths/nearby.ts). */
  askedSocket: i32;
  askedLine: u32;
  receivedSocket: i32;
  receivedLine: u32;
}

export const movedRecord: MovedRecord = only<MovedRecord>();

/** For the host: where it stands. */
export function movedRecordAt(): usize {
  return changetype<usize>(movedRecord);
}
