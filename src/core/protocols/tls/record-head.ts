import type { FrameFormat, FrameHead } from "../frames/frame-format.js";

/** What a record carries, by its content type (RFC 8446, section 5.1; heartbeats: RFC 6520). */
const CONTENT = ["change-cipher-spec", "alert", "handshake", "application-data", "heartbeat"] as const;
export type RecordContent = (typeof CONTENT)[number];

export interface RecordHead extends FrameHead {
  readonly content: RecordContent;
}

/** The number of the first content type. */
const FIRST_CONTENT = 20;
/** Type, two bytes of version, two bytes of length. */
const HEAD_BYTES = 5;
/** TLS is version 3 of SSL, and no record says more than 3.4. */
const MAJOR = 3;
const LAST_MINOR = 4;
/** 2^14 bytes, and what encryption may add: 2,048 in TLS 1.2 (RFC 5246, section 6.2.3), 256 in TLS 1.3. */
const LONGEST_BODY = 16_384 + 2_048;
const CHANGE_CIPHER_SPEC_BYTES = 1;
/** A level and a description; encryption only adds to that. */
const ALERT_BYTES = 2;

/** The records of TLS, whose heads are never encrypted. */
export const recordFormat: FrameFormat<RecordHead> = {
  longestHead: HEAD_BYTES,
  frequent: [23, MAJOR, 3], // application data, with the version that all records have since TLS 1.2
  hasSealedBodies: true,
  headOf(bytes) {
    const content = CONTENT[(bytes[0] ?? FIRST_CONTENT) - FIRST_CONTENT];
    const isVersion = (bytes[1] ?? MAJOR) === MAJOR && (bytes[2] ?? 0) <= LAST_MINOR;
    if (content === undefined || !isVersion) return null;
    if (bytes.length < HEAD_BYTES) return "short";
    const bodyBytes = ((bytes[3] as number) << 8) | (bytes[4] as number);
    return isLengthOf(content, bodyBytes) ? { headBytes: HEAD_BYTES, bodyBytes, content } : null;
  },
};

function isLengthOf(content: RecordContent, bytes: number): boolean {
  if (bytes > LONGEST_BODY) return false;
  if (content === "change-cipher-spec") return bytes === CHANGE_CIPHER_SPEC_BYTES;
  if (content === "alert") return bytes >= ALERT_BYTES;
  return bytes > 0 || content === "application-data"; // TLS 1.0 sends empty ones, against an attack on its ciphers
}

/** An alert as TLS 1.3 sends it: two bytes, the type that it hides, and the tag of the cipher (RFC 8446, sections 5.2 and 5.4). */
const HIDDEN_ALERT_BYTES = [ALERT_BYTES + 1 + 16, ALERT_BYTES + 1 + 8];

/** True for an alert, and for a record of TLS 1.3 that is as long as one: it may be a close_notify. */
export function mayBeAlert({ content, bodyBytes }: RecordHead): boolean {
  return content === "alert" || (content === "application-data" && HIDDEN_ALERT_BYTES.includes(bodyBytes));
}
