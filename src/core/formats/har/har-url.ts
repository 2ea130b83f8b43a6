import type { ConnectionRecord, ExchangeRecord } from "../../records/record.js";

const IP_AND_PORT = /^(\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:.]+\])(:\d{1,5})?$/;
const SERVER_NAME = /^[A-Za-z0-9.-]{1,253}$/;
/** A host that does not exist (RFC 6761), for a server whose address is not known. */
const UNKNOWN_HOST = "unknown.invalid";

/** The address of the side that answers; null if it is not known. */
export function serverAddress({ role, local, peer }: ConnectionRecord): string | null {
  return role === "client" ? peer : local;
}

/** The server's IP address without its port and brackets; null if it is not known, or has none. */
export function serverIp(connection: ConnectionRecord): string | null {
  const [, host = ""] = IP_AND_PORT.exec(serverAddress(connection) ?? "") ?? [];
  return host === "" ? null : host.replace(/^\[|\]$/g, "");
}

/**
 * The absolute URL that was asked for: HAR wants one. The host is the server's address; of a Unix socket its path, as
 * `http+unix://%2Frun%2Fapp.sock/x`.
 */
export function urlOf(connection: ConnectionRecord, { request }: Pick<ExchangeRecord, "request">): string {
  const target = request?.target ?? "/";
  if (/^https?:\/\/[A-Za-z0-9.-]+[:/]/.test(target)) return encoded(target);
  return `${originOf(connection)}${target.startsWith("/") ? "" : "/"}${encoded(target)}`;
}

function originOf(connection: ConnectionRecord): string {
  const { tls } = connection;
  if (tls) return `https://${tls.serverName && SERVER_NAME.test(tls.serverName) ? tls.serverName : UNKNOWN_HOST}`;
  const address = serverAddress(connection) ?? "";
  if (address.startsWith("unix:"))
    return `http+unix://${encoded(address.slice("unix:".length)).replace(/[/:@,;=+!$&'()*?]/g, hex)}`;
  return `http://${IP_AND_PORT.test(address) ? address : UNKNOWN_HOST}`;
}

/** What a URL may not hold becomes `%XX`; escapes stay. A char of a target is a byte; others are escaped as UTF-8. */
function encoded(text: string): string {
  return text.replace(/%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]/gu, hex);
}

function hex(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (/\p{Cs}/u.test(char)) return "%EF%BF%BD"; // half of a surrogate pair has no UTF-8
  if (code > 0xff) return encodeURIComponent(char);
  return `%${code.toString(16).toUpperCase().padStart(2, "0")}`;
}

/** The parameters of a URL, as they stand in it. */
export function queryOf(url: string): readonly { readonly name: string; readonly value: string }[] {
  const at = url.indexOf("?");
  if (at < 0) return [];
  const parts = url
    .slice(at + 1)
    .split("&")
    .filter((part) => part !== "");
  return parts.map((part) => {
    const [name = "", ...value] = part.split("=");
    return { name, value: value.join("=") };
  });
}
