import { bytesOf } from "../../../../src/core/bytes.js";
import type { ConversationStart } from "../../../../src/core/protocols/protocol.js";

/** Builds records of TLS for tests. Their bodies are zeros, unless they are given. */
export const CONTENT = { changeCipherSpec: 20, alert: 21, handshake: 22, data: 23 } as const;

/** A record: a body, or how many zeros it has. */
export function record(content: keyof typeof CONTENT, body: Uint8Array | number): Uint8Array {
  const bytes = typeof body === "number" ? new Uint8Array(body) : body;
  return join(Uint8Array.of(CONTENT[content], 3, 3, bytes.length >> 8, bytes.length & 255), bytes);
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A run of bytes with its length in front, in `size` bytes. */
const sized = (size: 1 | 2 | 3, body: Uint8Array): Uint8Array =>
  join(Uint8Array.of(...[16, 8, 0].slice(3 - size).map((shift) => (body.length >> shift) & 255)), body);
const extension = (type: number, body: Uint8Array): Uint8Array => join(Uint8Array.of(0, type), sized(2, body));
const names = (list: readonly string[]): Uint8Array => join(...list.map((name) => sized(1, bytesOf(name))));

/** A ClientHello (RFC 8446, section 4.1.2). */
export function clientHello(serverName: string | null, protocols: readonly string[]): Uint8Array {
  const host =
    serverName === null ? [] : [extension(0, sized(2, join(Uint8Array.of(0), sized(2, bytesOf(serverName)))))];
  const alpn = protocols.length === 0 ? [] : [extension(16, sized(2, names(protocols)))];
  const extensions = sized(2, join(extension(43, Uint8Array.of(2, 3, 4)), ...host, ...alpn));
  const suites = join(sized(2, Uint8Array.of(19, 1)), sized(1, Uint8Array.of(0)));
  return join(
    Uint8Array.of(1),
    sized(3, join(Uint8Array.of(3, 3), new Uint8Array(32), sized(1, new Uint8Array(32)), suites, extensions)),
  );
}

/** A ServerHello that chooses a protocol in the clear, as in TLS 1.2. */
export function serverHello(protocol: string | null): Uint8Array {
  const alpn = protocol === null ? new Uint8Array() : extension(16, sized(2, names([protocol])));
  const body = join(
    Uint8Array.of(3, 3),
    new Uint8Array(32),
    sized(1, new Uint8Array()),
    Uint8Array.of(19, 1, 0),
    sized(2, alpn),
  );
  return join(Uint8Array.of(2), sized(3, body));
}

/** What a conversation of a server begins with; `about` says what differs. */
export function startOf(about: Partial<ConversationStart> = {}): ConversationStart {
  return { role: "server", isOlder: false, upgraded: null, decided: () => {}, ...about };
}
