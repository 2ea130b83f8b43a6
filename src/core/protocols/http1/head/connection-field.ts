import type { ResponseHead } from "./head.js";

/** True if no response follows this one (RFC 9112, section 9.3). */
export function closesAfter({ minor, fields: { connection } }: ResponseHead): boolean {
  if (connection.length === 0) return minor === 0;
  const options = connection.join(",");
  return /(?:^|[\s,])close(?:[\s,]|$)/i.test(options) || (minor === 0 && !/keep-alive/i.test(options));
}

/** True for 1xx except 101, which is the last response of its connection. */
export function isInterim(status: number): boolean {
  return status >= 100 && status < 200 && status !== 101;
}
