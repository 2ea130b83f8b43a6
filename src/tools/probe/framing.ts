import type { ObservedFraming } from "./outcome.js";

/** How the body of a response ends, and the length that it declares. */
export interface BodyLength {
  readonly framing: ObservedFraming;
  readonly declaredBytes: number | null;
}

/**
 * The message body length of a response, by the rules of RFC 9112, section 6.3, in their order. Null if Content-Length
 * is not a number, or gives two different ones. An independent witness, like response.ts: it shares no code with
 * `core/protocols`.
 *
 * @param fields names in lower case, and values
 */
export function bodyLength(
  method: string,
  status: number,
  fields: readonly (readonly [string, string])[],
): BodyLength | null {
  if (status === 101) return { framing: "tunnel", declaredBytes: null };
  if (method === "HEAD" || status === 204 || status === 304) return { framing: "none", declaredBytes: null };
  const codings = valuesOf("transfer-encoding", fields);
  if (codings.length > 0) {
    const isChunked = codings.at(-1)?.toLowerCase() === "chunked";
    return { framing: isChunked ? "chunked" : "until-close", declaredBytes: null };
  }
  const lengths = new Set(valuesOf("content-length", fields));
  if (lengths.size === 0) return { framing: "until-close", declaredBytes: null };
  const [length] = lengths;
  if (lengths.size > 1 || length === undefined || !/^\d+$/.test(length)) return null;
  const declaredBytes = Number(length);
  return Number.isSafeInteger(declaredBytes) ? { framing: "content-length", declaredBytes } : null;
}

function valuesOf(name: string, fields: readonly (readonly [string, string])[]): string[] {
  return fields.filter(([each]) => each === name).flatMap(([, value]) => value.split(",").map((part) => part.trim()));
}
