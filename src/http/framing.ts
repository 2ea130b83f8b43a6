import type { RequestHead, ResponseHead } from "./head.js";

/** How the end of a body is known, RFC 9112 section 6.3. `tunnel`: HTTP ends here (101, CONNECT). */
export type Framing =
  | { readonly kind: "none" }
  | { readonly kind: "content-length"; readonly length: number }
  | { readonly kind: "chunked" }
  | { readonly kind: "until-close" }
  | { readonly kind: "tunnel" }
  | { readonly kind: "invalid" };

type Fields = ReadonlyMap<string, readonly string[]>;

/** The rules of RFC 9112 section 6.3, in order. `method` is null where the request was not seen. */
export function responseFraming(head: ResponseHead, method: string | null): Framing {
  const { status, fields } = head;
  if (status === 101) return { kind: "tunnel" };
  if (method === "HEAD" || (status >= 100 && status < 200) || status === 204 || status === 304) return { kind: "none" };
  if (method === "CONNECT" && status >= 200 && status < 300) return { kind: "tunnel" };
  return bodyFraming(fields) ?? { kind: "until-close" };
}

export function requestFraming(head: RequestHead): Framing {
  return bodyFraming(head.fields) ?? { kind: "none" };
}

function bodyFraming(fields: Fields): Framing | null {
  if (fields.size === 0) return null;
  const codings = listed(fields, "transfer-encoding");
  if (codings.length > 0) {
    return codings.at(-1)?.toLowerCase() === "chunked" ? { kind: "chunked" } : { kind: "until-close" };
  }
  const lengths = new Set(listed(fields, "content-length"));
  if (lengths.size === 0) return null;
  const [length = ""] = lengths;
  if (lengths.size > 1 || !/^\d{1,15}$/.test(length)) return { kind: "invalid" };
  return { kind: "content-length", length: Number(length) };
}

const NONE: readonly string[] = [];

/** A field's values as one list: lines and commas mean the same, and a list of equal lengths counts once. */
function listed(fields: Fields, name: string): readonly string[] {
  const values = fields.get(name) ?? NONE;
  const [only] = values;
  if (only === undefined || (values.length === 1 && !only.includes(","))) return values;
  return values.flatMap((value) => value.split(",")).map((value) => value.trim());
}
