import { describe, expect, it } from "vitest";
import type { FrameFormat, FrameHead } from "../../../../src/core/protocols/frames/frame-format.js";
import { FrameReader } from "../../../../src/core/protocols/frames/frame-reader.js";
import { type MovedParts, moved } from "../moved.js";

/** A frame of the tests: `=`, two digits of length, and the body. */
const FORMAT = {
  longestHead: 3,
  headOf: (bytes: Uint8Array): FrameHead | "short" | null => {
    if (bytes.length > 0 && bytes[0] !== 0x3d) return null;
    if (bytes.length < 3) return "short";
    const body = Number(String.fromCharCode(...bytes.subarray(1, 3)));
    return Number.isNaN(body) ? null : { headBytes: 3, bodyBytes: body };
  },
} as const;

/** The same, of which an empty frame is no proof. */
const CAUTIOUS = { ...FORMAT, mayBeFound: ({ bodyBytes }: FrameHead) => bodyBytes > 0 };

function reading(
  isOlder = false,
  format: FrameFormat<FrameHead> = FORMAT,
): {
  take: (text: string, parts?: MovedParts) => string[];
  reader: FrameReader<FrameHead>;
} {
  let heard: string[] = [];
  const reader = new FrameReader<FrameHead>(
    format,
    {
      head: ({ bodyBytes }, line) => heard.push(`head ${bodyBytes} on ${line}`),
      body: (_, bytes, at, length) => heard.push(`body ${String.fromCharCode(...bytes.show(at, length))}`),
      end: () => heard.push("end"),
      lost: (isHidden, at) => heard.push(`${isHidden ? "hidden" : "no head"} at ${at}`),
      found: () => heard.push("found"),
    },
    isOlder,
  );
  const take = (text: string, parts: MovedParts = {}): string[] => {
    heard = [];
    reader.take(moved(text, parts));
    return heard;
  };
  return { take, reader };
}

describe("FrameReader", () => {
  it("reads several frames of one call", () => {
    expect(reading().take("=02ab=01c")).toEqual(["head 2 on 1", "body ab", "end", "head 1 on 1", "body c", "end"]);
  });

  it("reads a frame of several calls, and knows how much is left", () => {
    const { take, reader } = reading();
    take("=05ab");
    expect(reader.left).toBe(3);
    expect(take("cde")).toEqual(["body cde", "end"]);
    expect(reader.frame).toBeNull();
  });

  it("joins a head that comes in several calls, and keeps the line of its first byte", () => {
    const { take } = reading();
    take("=", { line: 7 });
    take("0", { line: 8 });
    expect(take("2ab", { line: 9 })).toEqual(["head 2 on 7", "body ab", "end"]);
  });

  it("counts a body that the capture hides", () => {
    const { take } = reading();
    take("=02ab", { shown: 3 });
    expect(take("=00")).toEqual(["head 0 on 1", "end"]);
  });

  it("is lost when a head is hidden, and hears of it once", () => {
    const { take, reader } = reading();
    expect(take("=01a=01b", { shown: 6 })).toContain("hidden at 4");
    expect(take("xyz")).toEqual([]);
    expect(reader.step).toBe("lost");
  });

  it("is lost when no frame begins where one is due", () => {
    expect(reading().take("=01a!01b")).toContain("no head at 4");
  });

  it("is in step again at frames that fill a call", () => {
    const { take } = reading(true);
    expect(take("rest")).toEqual([]);
    expect(take("=01a=02bc")).toEqual(["found", "head 1 on 1", "body a", "end", "head 2 on 1", "body bc", "end"]);
  });

  it("is in step again at a frame that the call was asked to move, and of which the kernel took a part", () => {
    const { take, reader } = reading(true);
    expect(take("=05ab", { asked: 8 })).toContain("found");
    expect(reader.left).toBe(3);
  });

  it("forgets the part of a head that it had when it got lost", () => {
    const { take, reader } = reading();
    take("=0");
    reader.lose();
    expect(take("=01a")).toEqual(["found", "head 1 on 1", "body a", "end"]);
  });

  it("stays lost at a head that no length confirms", () => {
    const { take } = reading(true);
    expect(take("=05ab")).toEqual([]);
    expect(take("=01abc")).toEqual([]);
    expect(take("=01a=05bc")).toEqual([]);
  });

  it("stays lost at frames that its format does not take for a proof, and reads them in step", () => {
    const { take } = reading(true, CAUTIOUS);
    expect(take("=00")).toEqual([]);
    expect(take("=01a")).toContain("found");
    expect(take("=00")).toEqual(["head 0 on 1", "end"]);
  });

  it("is in step again at a call that is a head, and a call that is its body", () => {
    const { take } = reading(true);
    expect(take("=05", { line: 7 })).toEqual([]);
    expect(take("abcde", { line: 8 })).toEqual(["found", "head 5 on 7", "body abcde", "end"]);
  });

  it("is so, too, if no more of the body came than a part of what was asked for", () => {
    const { take, reader } = reading(true);
    take("=05");
    expect(take("ab", { asked: 5 })).toContain("found");
    expect(reader.left).toBe(3);
  });

  it("stays lost at a head whose body is not the next call", () => {
    const { take } = reading(true);
    take("=05");
    expect(take("abcd")).toEqual([]);
    expect(take("abcde")).toEqual([]);
  });

  it("is in step again if something else shows that a frame begins", () => {
    const { take, reader } = reading(true);
    take("rest");
    reader.find();
    expect(take("=05ab")).toEqual(["head 5 on 1", "body ab"]);
  });

  it("goes on within a frame, whatever else is known", () => {
    const { take, reader } = reading();
    take("=05ab");
    reader.find();
    expect(take("cde")).toEqual(["body cde", "end"]);
  });
});
