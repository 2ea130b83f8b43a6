/** A handler of a parser that is none of the engine's own: the tests have one. */

/** The indices of its functions, in the order of message/handler.ts. */
@unmanaged
export class HandlerTable {
  skipsEmptyLines: u32;
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
