import { expect, test } from "vitest";
import { FrameWitness } from "../../../truth/http2/frame-witness.js";

const DATA = 0;
const HEADERS = 1;
const RST_STREAM = 3;
const frame = (type: number, flags: number, stream: number, body: readonly number[]): number[] => [
  ...[0, body.length >> 8, body.length & 255, type, flags, 0, 0, stream >> 8, stream & 255],
  ...body,
];
const zeros = (length: number): number[] => Array(length).fill(0);

/** The witness of these bytes, if they come in pieces of this size. */
function witness(bytes: readonly number[], piece = 10): FrameWitness {
  const found = new FrameWitness();
  for (let at = 0; at < bytes.length; at += piece) found.take(Uint8Array.from(bytes.slice(at, at + piece)));
  return found;
}

test.each([1, 9, 16, 5000])("streams in pieces of %d bytes are counted apart", (piece) => {
  const bytes = [
    frame(HEADERS, 4, 1, zeros(20)),
    frame(HEADERS, 4, 3, zeros(2)),
    frame(DATA, 0, 1, zeros(900)),
    frame(DATA, 1, 3, zeros(50)),
  ];
  const { streams, cut } = witness(bytes.flat(), piece);
  expect(cut).toBeNull();
  expect(streams.get(1)).toEqual({ data: 900, hasEnded: false, reset: null, headers: 1 });
  expect(streams.get(3)).toEqual({ data: 50, hasEnded: true, reset: null, headers: 1 });
});

test("padding is no data (RFC 9113, section 6.1)", () => {
  expect(witness(frame(DATA, 8, 1, [5, ...zeros(100), ...zeros(5)])).streams.get(1)?.data).toBe(100);
});

test("an empty DATA frame ends a stream, and so does a response without a body", () => {
  expect(witness(frame(DATA, 1, 1, [])).streams.get(1)?.hasEnded).toBe(true);
  expect(witness(frame(HEADERS, 5, 1, [1, 2])).streams.get(1)?.hasEnded).toBe(true);
});

test("RST_STREAM is read with its error code", () => {
  expect(witness(frame(RST_STREAM, 0, 5, [0, 0, 0, 8]), 11).streams.get(5)).toMatchObject({
    reset: 8,
    hasEnded: false,
  });
});

test("a connection that ends inside a frame is cut", () => {
  const bytes = frame(DATA, 1, 7, zeros(300));
  expect(witness(bytes.slice(0, 109)).cut).toEqual({ declared: 300, received: 100, stream: 7 });
  expect(witness(bytes.slice(0, 4)).cut).toEqual({ declared: 0, received: 0, stream: 0 });
});
