/** What a ClientHello or a ServerHello says in the clear. */
export interface Hello {
  /** The first host name (SNI: RFC 6066, section 3); null if it names none. */
  readonly serverName: string | null;
  /** ALPN (RFC 7301, section 3.1): what a client offers, or the one that a server chose. */
  readonly applicationProtocols: readonly string[];
}

const CLIENT_HELLO = 1;
const SERVER_HELLO = 2;
const EXTENSION = { serverName: 0, applicationProtocols: 16 } as const;
const HOST_NAME = 0;
/** Names of servers and protocols are ASCII that can be printed; anything else is damage. */
const PRINTABLE = /^[!-~]{1,255}$/;

/** Reads numbers and runs of bytes one after the other. Past the end, all is 0 and empty. */
class Reader {
  #at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  get isAtEnd(): boolean {
    return this.#at >= this.bytes.length;
  }

  number(size: number): number {
    let value = 0;
    for (let index = 0; index < size; index++) value = value * 256 + (this.bytes[this.#at++] ?? 0);
    return value;
  }

  skip(size: number): void {
    this.#at += size;
  }

  /** A run with its length in front, in `size` bytes. */
  run(size: number): Reader {
    const length = this.number(size);
    const start = this.#at;
    this.#at += length;
    return new Reader(this.bytes.subarray(start, this.#at));
  }

  /** The rest as text; null if it cannot be printed. */
  get text(): string | null {
    const text = String.fromCharCode(...this.bytes.subarray(this.#at, this.#at + 256));
    return PRINTABLE.test(text) ? text : null;
  }
}

/** The handshake message at the beginning of some bytes (RFC 8446, section 4.1); null if it is no hello. It may be cut anywhere. */
export function helloOf(handshake: Uint8Array): Hello | null {
  const reader = new Reader(handshake);
  const type = reader.number(1);
  if (type !== CLIENT_HELLO && type !== SERVER_HELLO) return null;
  reader.skip(3 + 2 + 32); // length, version, random
  reader.run(1); // session id
  if (type === CLIENT_HELLO) {
    reader.run(2); // cipher suites
    reader.run(1); // compression methods
  } else reader.skip(3); // the suite and the method that were chosen
  return extensionsOf(reader.run(2), type === CLIENT_HELLO);
}

function extensionsOf(extensions: Reader, isClient: boolean): Hello {
  let serverName: string | null = null;
  let applicationProtocols: string[] = [];
  while (!extensions.isAtEnd) {
    const type = extensions.number(2);
    const body = extensions.run(2);
    if (type === EXTENSION.serverName && isClient) serverName ??= hostNameOf(body.run(2));
    else if (type === EXTENSION.applicationProtocols) applicationProtocols = namesOf(body.run(2));
  }
  return { serverName, applicationProtocols };
}

function hostNameOf(names: Reader): string | null {
  return names.number(1) === HOST_NAME ? names.run(2).text : null;
}

function namesOf(list: Reader): string[] {
  const names: string[] = [];
  while (!list.isAtEnd) {
    const name = list.run(1).text;
    if (name !== null) names.push(name);
  }
  return names;
}
