/** The static table (RFC 7541, appendix A), in the order of its indexes from 1 on: names, and the values of the first ones. */
const NAMES =
  ":authority :method :method :path :path :scheme :scheme :status :status :status :status :status :status :status " +
  "accept-charset accept-encoding accept-language accept-ranges accept access-control-allow-origin age allow " +
  "authorization cache-control content-disposition content-encoding content-language content-length " +
  "content-location content-range content-type cookie date etag expect expires from host if-match " +
  "if-modified-since if-none-match if-range if-unmodified-since last-modified link location max-forwards " +
  "proxy-authenticate proxy-authorization range referer refresh retry-after server set-cookie " +
  "strict-transport-security transfer-encoding user-agent vary via www-authenticate";
const VALUES = [
  "",
  "GET",
  "POST",
  "/",
  "/index.html",
  "http",
  "https",
  "200",
  "204",
  "206",
  "304",
  "400",
  "404",
  "500",
];
const ACCEPT_ENCODING = 16;

/** A header field. Null if the capture hides it. */
export interface HpackField {
  readonly name: string | null;
  readonly value: string | null;
}

/** The field of each index, less one. */
export const STATIC_TABLE: readonly HpackField[] = NAMES.split(" ").map((name, at) => ({
  name,
  value: at + 1 === ACCEPT_ENCODING ? "gzip, deflate" : (VALUES[at] ?? ""),
}));
