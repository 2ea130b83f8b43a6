import type { Fields, RequestHead, ResponseHead } from "./head.js";

/**
 * How a message says where its body ends (RFC 9112 section 6.3). `tunnel`: HTTP ends here (101, CONNECT).
 * `length` is in bytes. No number of digits is too long: a length beyond 2^53 - 1 counts as that, which means "at least".
 */
export type Framing =
  | { readonly kind: "none" }
  | { readonly kind: "content-length"; readonly length: number }
  | { readonly kind: "chunked" }
  | { readonly kind: "until-close" }
  | { readonly kind: "tunnel" }
  | { readonly kind: "invalid" };

const NO_BODY: Framing = { kind: "none" };
const CHUNKED: Framing = { kind: "chunked" };
const UNTIL_CLOSE: Framing = { kind: "until-close" };
const TUNNEL: Framing = { kind: "tunnel" };
const INVALID: Framing = { kind: "invalid" };
const ZERO = 0x30;

/** The rules of RFC 9112 section 6.3, in order. `method` is null if the request was not seen. */
export function responseFraming({ status, fields }: ResponseHead, method: string | null): Framing {
  if (status === 101) return TUNNEL;
  if (method === "HEAD" || (status >= 100 && status < 200) || status === 204 || status === 304) return NO_BODY;
  if (method === "CONNECT" && status >= 200 && status < 300) return TUNNEL;
  return bodyFraming(fields) ?? UNTIL_CLOSE;
}

export function requestFraming({ fields }: RequestHead): Framing {
  return bodyFraming(fields) ?? NO_BODY;
}

function bodyFraming({ transferEncoding, contentLength }: Readonly<Fields>): Framing | null {
  if (transferEncoding.length > 0) {
    return listed(transferEncoding).at(-1)?.toLowerCase() === "chunked" ? CHUNKED : UNTIL_CLOSE;
  }
  if (contentLength.length === 0) return null;
  const lengths = listed(contentLength);
  if (!lengths.every((length) => /^\d+$/.test(length))) return INVALID;
  const length = significant(lengths[0] ?? "");
  if (lengths.some((other) => significant(other) !== length)) return INVALID;
  return { kind: "content-length", length: Math.min(Number(length), Number.MAX_SAFE_INTEGER) };
}

/** Digits without leading zeros, which are legal (RFC 9110 section 8.6). */
function significant(digits: string): string {
  let zeros = 0;
  while (zeros < digits.length - 1 && digits.charCodeAt(zeros) === ZERO) zeros++;
  return digits.slice(zeros);
}

/** A field's values as one list: several lines and commas mean the same (RFC 9110 section 5.3). */
function listed(values: readonly string[]): readonly string[] {
  const [only] = values;
  if (only === undefined || (values.length === 1 && !only.includes(","))) return values;
  return values.flatMap((value) => value.split(",")).map((value) => value.trim());
}
