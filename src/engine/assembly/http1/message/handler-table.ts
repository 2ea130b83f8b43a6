/** Who receives what a parser finds in a byte stream. */
import { create } from "../../heap/allocate";
import { mayStartResponse, parseResponseHead } from "../head/head";

/** `HTTP/1.` */
const VERSION_BYTES: i32 = 7;

/**
 * What a handler wants to know: facts, and the indices of its functions, which handler.ts describes in this order. Each gets `owner`
 * first. 0 in place of an index: of that the handler need not hear. Only `onHead` is always there.
 */
@unmanaged
export class HandlerTable {
  /** Characters that a message surely begins with: before they are seen, none has begun. */
  sureStart: i32;
  /** True if empty lines before a message are to be ignored (RFC 9112 section 2.2). */
  skipsEmptyLines: bool;
  /** These two are about texts alone, and get no `owner`. */
  mayStart: u32;
  parseHead: u32;
  mayBeBodiless: u32;
  mayHideRest: u32;
  onHead: u32;
  onStart: u32;
  onBody: u32;
  onEnd: u32;
  onFound: u32;
  onFollowed: u32;
  onInstead: u32;
  onSurplus: u32;
  onLost: u32;
  onHeadCut: u32;
  onBodiless: u32;
  onRestHidden: u32;
  onBytes: u32;
}

/** A handler of a stream of responses, which hears of nothing yet. */
export function createTableForResponses(): HandlerTable {
  const table = create<HandlerTable>();
  table.sureStart = VERSION_BYTES;
  table.mayStart = mayStartResponse.index;
  table.parseHead = parseResponseHead.index;
  return table;
}

/** A stream that is read. */
@unmanaged
export class HandledStream {
  handler: HandlerTable;
  /** The object for which the handler hears of the stream. */
  owner: usize;
}
