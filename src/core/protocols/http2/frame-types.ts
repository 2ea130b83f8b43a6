/** The types of frames that say something here (RFC 9113, section 6). */
export const DATA = 0x0;
export const HEADERS = 0x1;
export const PRIORITY = 0x2;
export const RST_STREAM = 0x3;
export const SETTINGS = 0x4;
export const PUSH_PROMISE = 0x5;
export const PING = 0x6;
export const GOAWAY = 0x7;
export const WINDOW_UPDATE = 0x8;
export const CONTINUATION = 0x9;
/** The connection preface of the asking side (section 3.4) is no frame. Here it counts as one, of a type that no frame can have. */
export const PREFACE_TYPE = 0x100;

/** Flags. One bit has two names: no type has both. */
export const END_STREAM = 0x1;
export const ACK = 0x1;
export const END_HEADERS = 0x4;
export const PADDED = 0x8;
export const HAS_PRIORITY = 0x20;

/** Error codes (section 7): those that do not mean that something failed, and the last one. */
export const NO_ERROR = 0x0;
export const REFUSED_STREAM = 0x7;
export const HTTP_1_1_REQUIRED = 0xd;

/** Reads a number of four bytes. */
export function uint32(bytes: Uint8Array, at: number): number {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4);
  return first * 0x1000000 + second * 0x10000 + third * 0x100 + fourth;
}

/** The highest bit of a stream id or of an increment is reserved, and not looked at (sections 4.1, 6.8, 6.9). */
export function uint31(bytes: Uint8Array, at: number): number {
  return uint32(bytes, at) % 0x80000000;
}
