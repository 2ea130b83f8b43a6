import { mayBeAlert, type RecordHead } from "./record-head.js";

/**
 * Counts the records of one side that carry data of the application. In TLS 1.3 every encrypted record says that it does, also the
 * first one, which ends the handshake (RFC 8446, section 5.1). In TLS 1.2 an encrypted handshake record follows the change of the cipher.
 */
export class DataRecords {
  count = 0;
  #isCipherChanged = false;
  #endsHandshakeInData = true;

  /** The next record is whole. */
  take(head: RecordHead): void {
    if (head.content === "change-cipher-spec") this.#isCipherChanged = true;
    else if (head.content === "handshake" && this.#isCipherChanged) this.#endsHandshakeInData = false;
    else if (head.content === "application-data" && !mayBeAlert(head)) {
      if (this.#endsHandshakeInData) this.#endsHandshakeInData = false;
      else this.count++;
    }
  }
}
