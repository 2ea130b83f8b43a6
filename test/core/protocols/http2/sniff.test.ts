import { describe, expect, it } from "vitest";
import { bytesOf } from "../../../../src/core/bytes.js";
import { http2 } from "../../../../src/core/protocols/http2/http2.js";
import { data, frame, hex, joined, PREFACE_TYPE, ping, settings, windowUpdate } from "./wire.js";

describe("http2.sniff", () => {
  const sniff = (first: Uint8Array, length = first.length): string | null => http2.sniff(first, length);

  it("knows the preface, also a part of it", () => {
    expect(sniff(joined(PREFACE_TYPE, settings()))).toBe("asks");
    expect(sniff(PREFACE_TYPE.subarray(0, 3))).toBe("asks");
    expect(sniff(PREFACE_TYPE.subarray(0, 8), 400)).toBe("asks");
  });

  it("knows the settings of a side that answers, and what may follow them", () => {
    expect(sniff(settings())).toBe("answers");
    expect(sniff(settings({ 3: 100, 4: 65_535 }))).toBe("answers");
    expect(sniff(joined(settings({ 3: 100 }), windowUpdate(0, 1)))).toBe("answers");
    expect(sniff(joined(settings({ 3: 100 }), windowUpdate(0, 1)).subarray(0, 18), 28)).toBe("answers");
  });

  it("knows the side of a connection that is older than the capture by a header block, also after small frames", () => {
    const indexed = (first: number): Uint8Array => frame(1, 5, 7, Uint8Array.from([first, 0x84]));
    expect(sniff(indexed(0x82))).toBe("asks");
    expect(sniff(joined(windowUpdate(0, 9), ping(), indexed(0x41)))).toBe("asks");
    expect(sniff(joined(indexed(0x88), data(7, 400)))).toBe("answers");
    expect(sniff(indexed(0x48))).toBe("answers");
    expect(sniff(indexed(0x8f)), "trailers").toBeNull();
    expect(sniff(indexed(0xbe)), "a field of the dynamic table").toBeNull();
    expect(sniff(joined(data(7, 9), ping())), "frames of either side").toBeNull();
    expect(sniff(indexed(0x88), 10), "a frame that goes beyond its call").toBeNull();
  });

  it.each([
    ["HTTP/1", bytesOf("GET / HTTP/1.1\r\nHost: a\r\n\r\n")],
    ["a method that begins like the preface", bytesOf("PRIVATE / HTTP/1.1")],
    ["an acknowledgement", frame(4, 1, 0)],
    ["settings of a stream", frame(4, 0, 1)],
    ["settings of five bytes", frame(4, 0, 0, new Uint8Array(5))],
    ["a setting without a number", frame(4, 0, 0, new Uint8Array(6))],
    ["a setting with a value that it cannot have", settings({ 2: 7 })],
    ["a message of another protocol with a length of four bytes", hex("00000004 00000000 00000004 00000001")],
    ["another message like it", hex("00000004 00000000 0051ffff 51515151 51515151")],
    ["another frame", windowUpdate(0, 1)],
    ["a TLS record", hex("16 03 01 02 00 01 00 01 fc 03 03 12 34")],
    ["too little", hex("00 00 00")],
  ])("does not take %s for it", (_, first) => {
    expect(sniff(first)).toBeNull();
  });
});
