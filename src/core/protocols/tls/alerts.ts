import type { RecordHead } from "./record-head.js";

/**
 * Finds data that one side sends after an alert. Up to TLS 1.2 the head of a record says that it is one. In mid-stream it says that the
 * side sends no more (close_notify), or that the connection failed: the other side has to ignore what follows (RFC 5246, section 7.2).
 */
export class DataAfterAlert {
  /** Bytes of encrypted data. */
  bytes = 0;
  #hasAlerted = false;

  /**
   * The next record is whole.
   *
   * @param hasSentData the side has sent data before: an alert in the handshake may be a warning
   * @param mayBeWarning the other side asked for another handshake, or said its end: the alert may reply to that, and nothing else
   */
  take(head: RecordHead, hasSentData: boolean, mayBeWarning: boolean): void {
    if (head.content === "alert" && hasSentData && !mayBeWarning) this.#hasAlerted = true;
    else if (head.content === "application-data" && this.#hasAlerted) this.bytes += head.bodyBytes;
  }
}
