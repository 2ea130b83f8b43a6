import { BODY } from "../line/mask.js";
import type { Pseudonyms } from "../pseudonyms.js";

const CLIENT_HELLO = 1;
const SERVER_HELLO = 2;
const SERVER_NAME = "\0\0";
const APPLICATION_PROTOCOLS = "\0\x10";
const HOST_NAME = "\0";
/** Version and random (RFC 8446, section 4.1.2); those of the version say no more than the record's head. */
const RANDOM_BYTES = 32;
/** The names of protocols (RFC 7301) that give nothing away: they are registered, and common. */
const KNOWN_PROTOCOLS = new Set([
  "h2",
  "h2c",
  "http/1.0",
  "http/1.1",
  "http/0.9",
  "h3",
  "acme-tls/1",
  "dot",
  "ftp",
  "imap",
  "pop3",
  "irc",
  "mqtt",
  "postgresql",
  "xmpp-client",
  "xmpp-server",
  "smb",
  "stun.turn",
  "webrtc",
  "nntp",
  "sip/2",
  "ntske/1",
  "tds/8.0",
]);

/** Walks over bytes and prints others in their place, as many. Past the end there is nothing. */
class Walk {
  printed = "";

  constructor(private readonly text: string) {}

  get #rest(): string {
    return this.text.slice(this.printed.length);
  }

  get isAtEnd(): boolean {
    return this.printed.length >= this.text.length;
  }

  /** These bytes stay. */
  keep(size: number): string {
    const kept = this.#rest.slice(0, size);
    this.printed += kept;
    return kept;
  }

  hide(size: number): void {
    this.printed += BODY.repeat(Math.min(size, this.#rest.length));
  }

  /** A run with its length in front, in `size` bytes, which stays. */
  run(size: number, mask: (run: string) => string): void {
    const length = [...this.keep(size)].reduce((sum, char) => sum * 256 + char.charCodeAt(0), 0);
    this.printed += mask(this.#rest.slice(0, length));
  }
}

const hidden = (run: string): string => BODY.repeat(run.length);

/**
 * A ClientHello or a ServerHello, as far as it was seen (RFC 8446, section 4.1). Its layout stays; so does the name of a protocol (ALPN) that
 * is well known. The name of the server becomes another one.
 */
export function maskHello(text: string, names: Pseudonyms): string {
  const type = text.charCodeAt(0);
  if (type !== CLIENT_HELLO && type !== SERVER_HELLO) return hidden(text);
  const walk = new Walk(text);
  walk.keep(1 + 3 + 2); // type, length, version
  walk.hide(RANDOM_BYTES);
  walk.run(1, hidden);
  if (type === CLIENT_HELLO) {
    walk.run(2, hidden);
    walk.run(1, hidden);
  } else walk.hide(3);
  walk.run(2, (extensions) => maskExtensions(extensions, type === CLIENT_HELLO, names));
  walk.hide(text.length);
  return walk.printed;
}

function maskExtensions(text: string, isClient: boolean, names: Pseudonyms): string {
  const walk = new Walk(text);
  while (!walk.isAtEnd) {
    const type = walk.keep(2);
    walk.run(2, (body) => {
      if (type === SERVER_NAME && isClient) return maskList(body, (list) => maskServerName(list, names));
      return type === APPLICATION_PROTOCOLS ? maskList(body, (list) => maskProtocols(list, names)) : hidden(body);
    });
  }
  return walk.printed;
}

function maskList(body: string, mask: (list: string) => string): string {
  const walk = new Walk(body);
  walk.run(2, mask);
  walk.hide(body.length);
  return walk.printed;
}

function maskServerName(list: string, names: Pseudonyms): string {
  const walk = new Walk(list);
  if (walk.keep(1) === HOST_NAME) walk.run(2, (name) => names.host(name));
  walk.hide(list.length);
  return walk.printed;
}

function maskProtocols(list: string, names: Pseudonyms): string {
  const walk = new Walk(list);
  while (!walk.isAtEnd) walk.run(1, (name) => (KNOWN_PROTOCOLS.has(name) ? name : names.applicationProtocol(name)));
  return walk.printed;
}
