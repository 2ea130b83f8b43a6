import fc from "fast-check";

/** A frame of the tests. */
export interface TestFrame {
  readonly opcode: number;
  readonly isFinal: boolean;
  readonly body: number;
}

/** How a frame differs from a whole message of a server. */
interface FrameParts {
  readonly isFinal?: boolean;
  readonly isMasked?: boolean;
  readonly rsv?: number;
  readonly content?: string;
}

/** The bytes of a frame, with one character for each. Each byte of its body is `content`. */
export function frame(
  opcode: number,
  body: number,
  { isFinal = true, isMasked = false, rsv = 0, content = "x" }: FrameParts = {},
): string {
  const mask = isMasked ? 0x80 : 0;
  const key = isMasked ? "\x01\x02\x03\x04" : "";
  const first = String.fromCharCode((isFinal ? 0x80 : 0) | rsv | opcode);
  return first + lengthOf(body, mask) + key + content.repeat(body);
}

function lengthOf(body: number, mask: number): string {
  if (body < 126) return String.fromCharCode(mask | body);
  if (body < 0x10000) return String.fromCharCode(mask | 126, body >> 8, body & 0xff);
  return String.fromCharCode(mask | 127, 0, 0, 0, 0, body >>> 24, (body >> 16) & 0xff, (body >> 8) & 0xff, body & 0xff);
}

const anySize = fc.oneof(fc.nat(20), fc.constantFrom(0, 125, 126, 127, 0xffff, 0x10000), fc.nat(3000));
const anyControl = fc.record({ opcode: fc.constantFrom(9, 10), isFinal: fc.constant(true), body: fc.nat(125) });

/** One message: its frames, with frames of control in between (RFC 6455, section 5.4). */
const anyMessage = fc
  .tuple(
    fc.constantFrom(1, 2),
    fc.array(anySize, { minLength: 1, maxLength: 4 }),
    fc.array(anyControl, { maxLength: 2 }),
  )
  .map(([opcode, sizes, controls]) =>
    sizes.flatMap((body, index): TestFrame[] => [
      { opcode: index === 0 ? opcode : 0, isFinal: index === sizes.length - 1, body },
      ...controls.slice(index, index + 1),
    ]),
  );

/** All that a healthy side sends before its close frame. */
export const anyFrames = fc.array(anyMessage, { maxLength: 5 }).map((messages) => messages.flat());
