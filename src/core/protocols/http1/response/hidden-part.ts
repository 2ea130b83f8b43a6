import type { BlindSpotCode } from "../../blind-spot.js";
import type { DataEvent, Exchange } from "../../exchange.js";
import { COPIES } from "../filtered/hidden.js";

/** Why the capture hides a part of the response under way, if it does: what the blind spots of its exchange say of that. */
export class HiddenPart {
  why: BlindSpotCode = "head-cut-by-string-limit";

  /** Another response begins. */
  begin(): void {
    this.why = "head-cut-by-string-limit";
  }

  /** Something is hidden: by strace's string limit, or by a person who shortened the line. */
  hide(isElided: boolean): void {
    if (isElided) this.why = "bytes-elided";
  }

  /** A head or a chunk size may stand in the bytes of this call, which strace shows of no splice and of no sendfile. */
  hideAll({ call }: DataEvent): void {
    if (call !== null && COPIES.has(call)) this.why = "bytes-spliced";
  }

  /** What is hidden of a chunked body is of no importance any more. */
  forget(exchange: Exchange | null): void {
    const at = exchange?.blindSpots.indexOf(this.why) ?? -1;
    if (at >= 0) exchange?.blindSpots.splice(at, 1);
  }
}
