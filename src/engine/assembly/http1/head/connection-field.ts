/** Whether a response is the last of its connection. */
import { head } from "./head";

/** True if no response follows the one whose head was parsed last (RFC 9112, section 9.3). */
export function closesAfter(): bool {
  const fields = head.fields;
  if (!fields.hasConnection) return head.minor === 0;
  return fields.saysClose || (head.minor === 0 && !fields.saysKeepAlive);
}

/** True for 1xx except 101, which is the last response of its connection. */
export function isInterim(status: i32): bool {
  return status >= 100 && status < 200 && status !== 101;
}
