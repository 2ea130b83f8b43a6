import { blank } from "../line/mask.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { METHODS } from "../vocabulary.js";

const METHOD = "REQUEST_METHOD";
/** Those that hold what was asked for (core/protocols/cgi/meta-variables.ts). */
const TARGETS = new Set(["REQUEST_URI", "SCRIPT_NAME"]);
/** The other meta-variables of RFC 3875, section 4.1, and those that every web server adds: their names are public. */
const PUBLIC = new Set(
  `AUTH_TYPE CONTENT_LENGTH CONTENT_TYPE GATEWAY_INTERFACE PATH_INFO PATH_TRANSLATED QUERY_STRING REMOTE_ADDR REMOTE_HOST
  REMOTE_IDENT REMOTE_USER REMOTE_PORT SERVER_NAME SERVER_PORT SERVER_PROTOCOL SERVER_SOFTWARE SERVER_ADDR SCGI DOCUMENT_ROOT DOCUMENT_URI
  REQUEST_SCHEME SCRIPT_FILENAME REDIRECT_STATUS HTTPS HTTP_HOST HTTP_ACCEPT HTTP_USER_AGENT HTTP_CONNECTION HTTP_COOKIE FCGI_ROLE`.split(
    /\s+/,
  ),
);
const DIGITS = /^\d{1,12}$/;

/** The name of a meta-variable: another one of the same length if it is not public. */
export function maskVariableName(name: string, names: Pseudonyms): string {
  return name === METHOD || TARGETS.has(name) || PUBLIC.has(name) ? name : names.variable(name);
}

/** Its value. A method that is registered stays, and a length. */
export function maskVariable(name: string, value: string, names: Pseudonyms): string {
  if (value === "") return "";
  if (name === METHOD) return METHODS.has(value) ? value : otherMethod(value);
  if (TARGETS.has(name)) return names.target(value);
  if (name === "CONTENT_LENGTH" && DIGITS.test(value)) return value;
  names.removed.add("header values", value);
  return blank(value);
}

/** Another one that is a token too, or none. */
function otherMethod(value: string): string {
  return value
    .replace(/[A-Z]/g, "X")
    .replace(/[!#-'*+.0-9^-z|~]/g, "x")
    .replace(/[^Xx-]/g, " ");
}
