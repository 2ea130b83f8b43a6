import { bytesOf } from "../../../../src/core/bytes.js";
import { PREFACE_TEXT } from "../../../../src/core/protocols/http2/frame-format.js";
import * as type from "../../../../src/core/protocols/http2/frame-types.js";

/** Bytes from hexadecimal digits, with spaces between them or not. */
export function hex(digits: string): Uint8Array {
  return Uint8Array.from(digits.replaceAll(" ", "").match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A number as so many bytes. */
export function number(value: number, bytes: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** (bytes - 1 - at)) % 256);
}

export function frame(kind: number, flags: number, stream: number, payload: Uint8Array = hex("")): Uint8Array {
  return joined(number(payload.length, 3), number(kind, 1), number(flags, 1), number(stream, 4), payload);
}

export const PREFACE_TYPE = bytesOf(PREFACE_TEXT);

/** Fields as literals that go into no table: `{ ":status": "200" }`. */
export function literals(fields: Readonly<Record<string, string>>): Uint8Array {
  return joined(
    ...Object.entries(fields).map(([name, value]) =>
      joined(number(0, 1), number(name.length, 1), bytesOf(name), number(value.length, 1), bytesOf(value)),
    ),
  );
}

/** Frames by their names. `end` is END_STREAM. */
export function headers(stream: number, fields: Readonly<Record<string, string>>, end = false): Uint8Array {
  const flags = type.END_HEADERS | (end ? type.END_STREAM : 0);
  return frame(type.HEADERS, flags, stream, literals(fields));
}

export function get(stream: number, fields: Readonly<Record<string, string>> = {}): Uint8Array {
  return headers(stream, { ":method": "GET", ":path": "/", ...fields }, true);
}

/** @param byte what its body consists of */
export function data(stream: number, length: number, end = false, byte = 0x78): Uint8Array {
  return frame(type.DATA, end ? type.END_STREAM : 0, stream, new Uint8Array(length).fill(byte));
}

export function padded(stream: number, length: number, padding: number, end = false): Uint8Array {
  const payload = joined(number(padding, 1), new Uint8Array(length).fill(0x78), new Uint8Array(padding));
  return frame(type.DATA, type.PADDED | (end ? type.END_STREAM : 0), stream, payload);
}

export function reset(stream: number, code: number): Uint8Array {
  return frame(type.RST_STREAM, 0, stream, number(code, 4));
}

export function settings(values: Readonly<Record<number, number>> = {}): Uint8Array {
  const pairs = Object.entries(values).map(([id, value]) => joined(number(Number(id), 2), number(value, 4)));
  return frame(type.SETTINGS, 0, 0, joined(...pairs));
}

export function windowUpdate(stream: number, bytes: number): Uint8Array {
  return frame(type.WINDOW_UPDATE, 0, stream, number(bytes, 4));
}

export function goAway(lastStream: number, code = 0): Uint8Array {
  return frame(type.GOAWAY, 0, 0, joined(number(lastStream, 4), number(code, 4)));
}

export function ping(): Uint8Array {
  return frame(type.PING, 0, 0, new Uint8Array(8));
}
