/** How a message says where its body ends. */
import { Text } from "../../heap/text";
import { only } from "../../memory";
import { head } from "./head";

/** RFC 9112 section 6.3. `Tunnel`: HTTP ends here (101, CONNECT). */
export enum Framing {
  None,
  ContentLength,
  Chunked,
  UntilClose,
  Tunnel,
  Invalid,
}

@unmanaged
class Declared {
  /** Bytes of the body, for `ContentLength`; 2^53 - 1 means "at least". */
  length: f64;
}

/** What the framing that was asked for last declares. */
export const declared: Declared = only<Declared>();

/** The rules of RFC 9112 section 6.3, in order, for the head that was parsed last. `method` is null if the request was not seen. */
export function responseFraming(method: Text | null): Framing {
  const status = head.status;
  if (status === 101) return Framing.Tunnel;
  if (isMethod(method, "HEAD") || (status >= 100 && status < 200) || status === 204 || status === 304)
    return Framing.None;
  if (isMethod(method, "CONNECT") && status >= 200 && status < 300) return Framing.Tunnel;
  return bodyFraming(Framing.UntilClose);
}

/** The same for the head of a request. */
export function requestFraming(): Framing {
  return bodyFraming(Framing.None);
}

function bodyFraming(without: Framing): Framing {
  const fields = head.fields;
  if (fields.hasTransferEncoding) return fields.isLastCodingChunked ? Framing.Chunked : Framing.UntilClose;
  if (!fields.hasContentLength) return without;
  if (fields.isLengthInvalid) return Framing.Invalid;
  declared.length = fields.contentLength;
  return Framing.ContentLength;
}

/** True if a method is this literal. */
export function isMethod(method: Text | null, literal: string): bool {
  return method !== null && method.length === literal.length && method.beginsWith(literal);
}
