import { huffmanCode } from "../src/tools/scrub/protocols/huffman-writer.js";

/** Bytes as strace prints them, in octal. */
export const octal = (text: string): string =>
  [...text].map((char) => `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`).join("");

const number = (value: number, bytes: number): string =>
  String.fromCharCode(...Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** (bytes - 1 - at)) % 256));
const run = (bytes: number, text: string): string => number(text.length, bytes) + text;

/** A connection of a server: what it reads and writes, call by call, until it closes. */
export function serverOf(...calls: readonly (readonly ["read" | "write", string])[]): string {
  const lines = calls.map(([name, text]) => `7 ${name}(5, "${octal(text)}", ${text.length}) = ${text.length}`);
  return ["7 accept4(3, NULL, NULL, 0) = 5", ...lines, "7 close(5) = 0", ""].join("\n");
}

export const tlsRecord = (content: number, body: string): string => `${number(content, 1)}\x03\x03${run(2, body)}`;

/** A ClientHello that asks for this server, and offers these protocols. */
export function clientHello(host: string, protocols: readonly string[], random = "r".repeat(32)): string {
  const names = run(2, `\0${run(2, host)}`);
  const offers = run(2, protocols.map((name) => run(1, name)).join(""));
  const extensions = run(2, `\0\0${run(2, names)}\0\x10${run(2, offers)}\0\x0b${run(2, random)}`);
  const body = `\x03\x03${random}${run(1, random)}${run(2, "\x13\x01")}${run(1, "\0")}${extensions}`;
  return tlsRecord(22, `\x01${run(3, body)}`);
}

export function serverHello(protocol: string, random = "r".repeat(32)): string {
  const extensions = run(2, `\0\x10${run(2, run(2, run(1, protocol)))}`);
  return tlsRecord(22, `\x02${run(3, `\x03\x03${random}${run(1, random)}\x13\x01\0${extensions}`)}`);
}

export const fastcgiRecord = (type: number, content: string, padding = ""): string =>
  `\x01${number(type, 1)}\0\x01${number(content.length, 2)}${number(padding.length, 1)}\0${content}${padding}`;

export const params = (variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables)
    .map(([name, value]) => {
      const size = ({ length }: string): string => (length < 128 ? number(length, 1) : number(2 ** 31 + length, 4));
      return size(name) + size(value) + name + value;
    })
    .join("");

export const netstring = (variables: Readonly<Record<string, string>>): string => {
  const headers = Object.entries(variables)
    .map(([name, value]) => `${name}\0${value}\0`)
    .join("");
  return `${headers.length}:${headers},`;
};

export const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
export const SETTINGS = 4;
export const HEADERS = 1;
export const DATA = 0;
export const END_STREAM = 1;
export const END_HEADERS = 4;

export const http2Frame = (type: number, flags: number, stream: number, body: string): string =>
  number(body.length, 3) + number(type, 1) + number(flags, 1) + number(stream, 4) + body;

/** Fields as literals that go into the table; each text as it is, or Huffman-coded. */
export const headerBlock = (fields: readonly (readonly [string, string])[], isHuffman: boolean): string => {
  const string = (text: string): string => {
    const coded = isHuffman ? huffmanCode(text) : text;
    return number(coded.length + (isHuffman ? 128 : 0), 1) + coded;
  };
  return fields.map(([name, value]) => `\x40${string(name)}${string(value)}`).join("");
};

/** A frame of a server, or of a client with this key. */
export const webSocketFrame = (opcode: number, body: string, key = ""): string => {
  const bit = key === "" ? 0 : 128;
  const length = body.length < 126 ? number(bit + body.length, 1) : number(bit + 126, 1) + number(body.length, 2);
  return number(128 + opcode, 1) + length + key + body;
};

export const memcachedPacket = (magic: number, key: string, value: string): string =>
  `${number(magic, 1)}\0${number(key.length, 2)}\0\0\0\0${number(key.length + value.length, 4)}${"opaq"}${"casvalue"}${key}${value}`;
