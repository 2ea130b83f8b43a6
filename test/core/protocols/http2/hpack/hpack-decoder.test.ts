import { describe, expect, it } from "vitest";
import { HpackDecoder } from "../../../../../src/core/protocols/http2/hpack/hpack-decoder.js";
import { hex } from "../wire.js";

/** Decodes blocks one after the other; `?` is a name or a value that is not known. */
function decoding(decoder = new HpackDecoder()): (block: string, isWhole?: boolean) => string[] {
  return (block, isWhole = true) => {
    const heard: string[] = [];
    const isKnown = decoder.decode(hex(block), isWhole, ({ name, value }) =>
      heard.push(`${name ?? "?"}: ${value ?? "?"}`),
    );
    return isKnown ? heard : [...heard, "..."];
  };
}

const FIRST_REQUEST = [":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com"];
const SECOND_REQUEST = [...FIRST_REQUEST, "cache-control: no-cache"];
const THIRD_REQUEST = [
  ":method: GET",
  ":scheme: https",
  ":path: /index.html",
  ":authority: www.example.com",
  "custom-key: custom-value",
];
const FIRST_RESPONSE = [
  ":status: 302",
  "cache-control: private",
  "date: Mon, 21 Oct 2013 20:13:21 GMT",
  "location: https://www.example.com",
];
const SECOND_RESPONSE = [":status: 307", ...FIRST_RESPONSE.slice(1)];
const THIRD_RESPONSE = [
  ":status: 200",
  "cache-control: private",
  "date: Mon, 21 Oct 2013 20:13:22 GMT",
  "location: https://www.example.com",
  "content-encoding: gzip",
  "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1",
];
/** The size update to 256 bytes that the examples of C.5 and C.6 take for granted. */
const SMALL_TABLE = "3fe101";

describe("HpackDecoder, by the examples of RFC 7541, appendix C", () => {
  it("C.2.1: a literal that goes into the table", () => {
    expect(decoding()("400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572")).toEqual([
      "custom-key: custom-header",
    ]);
  });

  it("C.2.2: a literal that does not", () => {
    expect(decoding()("040c 2f73 616d 706c 652f 7061 7468")).toEqual([":path: /sample/path"]);
  });

  it("C.2.3: a literal that never may", () => {
    expect(decoding()("1008 7061 7373 776f 7264 0673 6563 7265 74")).toEqual(["password: secret"]);
  });

  it("C.2.4: a field of the static table", () => {
    expect(decoding()("82")).toEqual([":method: GET"]);
  });

  it("C.3: requests without Huffman code", () => {
    const decode = decoding();
    expect(decode("8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d")).toEqual(FIRST_REQUEST);
    expect(decode("8286 84be 5808 6e6f 2d63 6163 6865")).toEqual(SECOND_REQUEST);
    expect(decode("8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65")).toEqual(THIRD_REQUEST);
  });

  it("C.4: requests with Huffman code", () => {
    const decode = decoding();
    expect(decode("8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff")).toEqual(FIRST_REQUEST);
    expect(decode("8286 84be 5886 a8eb 1064 9cbf")).toEqual(SECOND_REQUEST);
    expect(decode("8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf")).toEqual(THIRD_REQUEST);
  });

  it("C.5: responses without Huffman code, and a table of 256 bytes that evicts", () => {
    const decode = decoding();
    decode(SMALL_TABLE);
    expect(
      decode(
        "4803 3330 3258 0770 7269 7661 7465 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3120 474d 54" +
          "6e 1768 7474 7073 3a2f 2f77 7777 2e65 7861 6d70 6c65 2e63 6f6d",
      ),
    ).toEqual(FIRST_RESPONSE);
    expect(decode("4803 3330 37c1 c0bf")).toEqual(SECOND_RESPONSE);
    expect(
      decode(
        "88c1 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3220 474d 54c0 5a04 677a 6970 7738 666f 6f3d" +
          "4153 444a 4b48 514b 425a 584f 5157 454f 5049 5541 5851 5745 4f49 553b 206d 6178 2d61 6765 3d33 3630 303b 2076" +
          "6572 7369 6f6e 3d31",
      ),
    ).toEqual(THIRD_RESPONSE);
  });

  it("C.6: responses with Huffman code, and a table of 256 bytes that evicts", () => {
    const decode = decoding();
    decode(SMALL_TABLE);
    expect(
      decode(
        "4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b" +
          "97c8 e9ae 82ae 43d3",
      ),
    ).toEqual(FIRST_RESPONSE);
    expect(decode("4883 640e ffc1 c0bf")).toEqual(SECOND_RESPONSE);
    expect(
      decode(
        "88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad 94e7 821d d7f2 e6c7 b335 dfdf" +
          "cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f 9587 3160 65c0 03ed 4ee5 b106 3d50 07",
      ),
    ).toEqual(THIRD_RESPONSE);
  });
});

describe("HpackDecoder, of a block that is hidden in part", () => {
  const LITERAL = "400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572";

  it("knows the fields before the hidden part", () => {
    expect(decoding()("88 5803 70", false)).toEqual([":status: 200", "..."]);
  });

  it("does not know the entries of before any more", () => {
    const decode = decoding();
    decode(LITERAL);
    expect(decode("be")).toEqual(["custom-key: custom-header"]);
    decode("88", false);
    expect(decode("88be")).toEqual([":status: 200", "?: ?", "..."]);
  });

  it("knows the entries that come after", () => {
    const decode = decoding();
    decode("88", false);
    decode(LITERAL);
    expect(decode("be")).toEqual(["custom-key: custom-header"]);
    expect(decode("bf")).toEqual(["?: ?", "..."]);
  });

  it("knows the place of entries whose name is not known", () => {
    const decode = decoding();
    decode("88", false);
    expect(decode("7e0161")).toEqual(["?: a", "..."]);
    decode(LITERAL);
    expect(decode("bebf")).toEqual(["custom-key: custom-header", "?: a", "..."]);
  });
});

describe("HpackDecoder, of what is none", () => {
  it.each([
    ["index 0", "80"],
    ["an index that no table has", "ff00"],
    ["an integer without an end", "ffff ffff ffff ff"],
    ["a string that goes beyond the block", "000a 61"],
    ["a name without a value", "0001 61"],
    ["a Huffman code that is padded with zeros", "0001 6181 18"],
    ["a Huffman code with eight bits of padding", "0001 6182 1fff"],
    ["EOS in a string", "0001 6184 ffff ffff"],
  ])("does not know %s", (_, block) => {
    expect(decoding()(block).at(-1)).toBe("...");
  });

  it("keeps no more than 64 KiB of a table that may be larger", () => {
    const decode = decoding();
    decode("3fe1 ffff 03"); // 8 MiB
    const entry = `4001 62 7fb1 0f${"61".repeat(2096)}`; // counts 2,129 bytes: 30 of them are less than 64 KiB
    for (let times = 0; times < 40; times++) decode(entry);
    expect(decode("db")[0]).toMatch(/^b: aaa/); // place 29
    expect(decode("dc")).toEqual(["?: ?", "..."]);
  });
});
