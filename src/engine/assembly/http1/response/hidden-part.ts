/**
 * Why the capture hides a part of the response under way, if it does: what the blind
 * spots of its exchange say of that.
 */
import { event } from "../../events/event-record";
import { BlindSpot } from "../blind-spot";
import { Exchange } from "../exchange";
import { isCopy } from "../filtered/hidden";

@unmanaged
export class HiddenPart {
  why: BlindSpot;

  /** Another response begins. */
  begin(): void {
    this.why = BlindSpot.HeadCutByStringLimit;
  }

  /** Something is hidden: by strace's string limit, or by a person who shortened the line. */
  hide(isElided: bool): void {
    if (isElided) this.why = BlindSpot.BytesElided;
  }

  /** A head or a chunk size may stand in the bytes of the call at hand, which strace shows of no splice and of no sendfile. */
  hideAll(): void {
    if (isCopy(event.call)) this.why = BlindSpot.BytesSpliced;
  }

  /** What is hidden of a chunked body is of no importance any more. */
  forget(exchange: Exchange | null): void {
    if (exchange) exchange.removeSpot(this.why);
  }
}
