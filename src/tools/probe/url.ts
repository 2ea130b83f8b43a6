import { UnflushedError } from "../../errors.js";

/** The address that a probe connects to, and what it requests. */
export interface ProbeTarget {
  readonly transport: "tcp" | "unix";
  /** A host name, an IP address without brackets, or the path of a Unix socket. */
  readonly host: string;
  /** 0 for a Unix socket. */
  readonly port: number;
  /** The value of the Host field. */
  readonly authority: string;
  /** Path and query in origin form (RFC 9112, section 3.2.1). */
  readonly path: string;
}

const EXAMPLES = "such as http://127.0.0.1:8080/path or http+unix://%2Frun%2Fa.sock/path";

/**
 * Reads `http://host:port/path` and `http+unix://%2Frun%2Fa.sock/path`.
 *
 * @throws UnflushedError (`usage`) for every other URL
 */
export function parseTarget(text: string): ProbeTarget {
  if (!URL.canParse(text)) throw refusal(`cannot be read as a URL: give one ${EXAMPLES}`);
  const url = new URL(text);
  if (url.protocol === "https:") {
    throw refusal("asks for TLS, which hides the bytes of a body: probe the plain HTTP port behind it");
  }
  if (url.username !== "" || url.password !== "") {
    throw refusal("holds a user name or password: send them with -H 'Authorization: ...'");
  }
  const path = `${url.pathname === "" ? "/" : url.pathname}${url.search}`;
  if (url.protocol === "http+unix:") {
    return { transport: "unix", host: socketPath(url.hostname), port: 0, authority: "localhost", path };
  }
  if (url.protocol !== "http:") throw refusal(`is not an HTTP URL: give one ${EXAMPLES}`);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return { transport: "tcp", host, port: Number(url.port || 80), authority: url.host, path };
}

function socketPath(encoded: string): string {
  const path = decoded(encoded);
  if (path.startsWith("/") || path.startsWith("\0")) return path;
  throw refusal("names no absolute path of a socket: write its slashes as %2F, as in http+unix://%2Frun%2Fa.sock/path");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return ""; // a percent sign without two hexadecimal digits
  }
}

function refusal(problem: string): UnflushedError {
  return new UnflushedError("usage", `the URL ${problem}`);
}
