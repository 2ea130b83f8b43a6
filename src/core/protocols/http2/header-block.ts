import type { HpackField } from "./hpack/static-table.js";

/** What a header block says, as far as the capture shows it. Null if it does not have the field, or if that is hidden. */
export interface HeaderFields {
  method: string | null;
  path: string | null;
  authority: string | null;
  status: number | null;
  contentLength: number | null;
  contentType: string | null;
  hasGrpcStatus: boolean;
  /** True if every field was known: what is null is not there. */
  isWhole: boolean;
}

/** A header block that is whole, or given up. */
export interface HeaderBlock {
  readonly stream: number;
  /** The stream that a PUSH_PROMISE promises; null for other blocks, and 0 if the number is hidden. */
  readonly promised: number | null;
  readonly endsStream: boolean;
  /** The line on which its first frame begins. */
  readonly line: number;
  readonly fields: HeaderFields;
}

export function noFields(): HeaderFields {
  return {
    method: null,
    path: null,
    authority: null,
    status: null,
    contentLength: null,
    contentType: null,
    hasGrpcStatus: false,
    isWhole: false,
  };
}

const STATUS = /^[1-9][0-9]{2}$/;
const DIGITS = /^[0-9]+$/;

/** Notes a field, if it is one that counts here. */
export function noteField(fields: HeaderFields, { name, value }: HpackField): void {
  if (value === null) return;
  if (name === ":status") fields.status = STATUS.test(value) ? Number(value) : null;
  else if (name === ":method") fields.method = value;
  else if (name === ":path") fields.path = value;
  else if (name === ":authority") fields.authority = value;
  else if (name === "content-type") fields.contentType = value;
  else if (name === "grpc-status") fields.hasGrpcStatus = true;
  else if (name === "content-length" && DIGITS.test(value)) fields.contentLength = bytesOf(value);
}

/** A length beyond 2^53 - 1 counts as that. */
function bytesOf(digits: string): number {
  return Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
}
