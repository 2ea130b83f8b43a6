import { describe, expect, test } from "vitest";
import { BODILESS, type Call, CHUNKED, elided, endOf, FIVE, NEXT, OK, parse, piece } from "./parser-log.js";

describe("the capture hides bytes", () => {
  test.each<[string, Call[], string]>([
    ["at the start", [piece("", 9)], "lost start, body 9"],
    ["a person left the start out", [elided("...", 9)], "lost start elided, body 9"],
    ["in a head", [piece(OK, 90)], `start, cut ${JSON.stringify(OK)} 73, lost head ${JSON.stringify(OK)}`],
    ["the last byte of a head alone", [piece(BODILESS.slice(0, -1), 27)], NEXT],
    ["the CRLF after a chunk", [CHUNKED, piece("5dc\r\nabc", 1507), "0\r\n\r\n"], "start, head 200, body 1500, end"],
    ["half of this CRLF", [CHUNKED, piece("5dc\r\nabc", 1506), "\n0\r\n\r\n"], "start, head 200, body 1500, end"],
    ["after a size with LF alone", [CHUNKED, piece("5dc\nabc", 1506)], "start, head 200, body 1500, lost chunk"],
    ["more than a size", [CHUNKED, piece("", 6)], "start, head 200, lost chunk"],
    ["after the start of a size", [CHUNKED, piece("1f", 40)], 'start, head 200, lost chunk "1f"'],
  ])("%s", (_, calls, log) => expect(parse(calls).text).toBe(log));

  test("the last chunk: it ends the body if a message follows", () => {
    const calls = [CHUNKED, piece("5dc\r\nabc", 1512)];
    expect(parse(calls).standing.state).toBe("last-chunk");
    expect(parse([...calls, BODILESS]).text).toBe(`start, head 200, body 1500, followed, ${NEXT}`);
    expect(parse([...calls, "more"]).text).toBe("start, head 200, body 1500, lost chunk, body 4");
  });

  test("fewer bytes than the last chunk has: the body goes on", () => {
    const calls = [CHUNKED, piece("", 3)];
    expect(parse(calls).standing.state).toBe("unfinished-size");
    expect(parse([...calls, "more"]).text).toBe("start, head 200, lost chunk, body 4");
  });

  test.each([
    [null, "lost head"],
    [0, "lost sized"],
    [-1, "lost sized"],
  ])("the end of a head after which %s bytes of the body are to come", (left, lost) => {
    const { log, standing } = parse([piece(OK, 90)], { left });
    expect(log).toEqual(["start", `cut ${JSON.stringify(OK)} 73`, `${lost} ${JSON.stringify(OK)}`]);
    expect(standing.state).toBe("lost");
  });

  test("the end of a head, but not the length of its body: this is the least that comes", () => {
    const parser = parse([piece(OK, 90), "12345"], { left: 8 });
    expect(parser.standing).toMatchObject({ state: "fixed", left: 3 });
    parser.take("678910");
    expect(parser.log.slice(2)).toEqual(["body 5", "body 3", "lost sized", "body 3"]);
  });

  test("a chunk after that is one of exact length, even if its head was lost", () => {
    const parser = parse([piece(OK, 90), "12"], { left: 2 });
    parser.answer({ left: null });
    for (const call of [piece(OK, 90), "3\r\nabc\r\n"]) parser.take(call);
    expect(endOf(parser.text, "lost head, found, body 3")).toBe("lost head, found, body 3");
    expect(parser.standing.state).toBe("chunk-size");
  });

  test("the body after that is one of exact length again", () => {
    const { log } = parse([piece(OK, 90), "12345678", `${FIVE}hello`], { left: 8 });
    expect(log.slice(2)).toEqual(["body 8", "lost sized", "followed", "start", "head 200", "body 5", "end"]);
  });
});

describe("a stream that was lost is found again", () => {
  test.each<[string, Call[], string]>([
    ["with a message", [piece("", 9), BODILESS], `lost start, body 9, ${NEXT}`],
    ["not within a buffer", [piece("", 9), `..${BODILESS}`], "lost start, body 9, body 29"],
    ["with a chunk after a head", [piece(OK, 90), "3\r\nabc\r\n0\r\n\r\n"], "lost head, found, body 3, end"],
    ["in a later buffer", [piece(OK, 90), [piece("abc"), piece("3\r\nabc\r\n")]], "body 3, found, body 3"],
    ["with the last chunk in a call of its own", [piece(OK, 90), "0\r\n\r\n"], "lost head, found the last, end"],
    ["not with a chunk after what was never a message", [piece("", 9), "3\r\nabc\r\n"], "lost start, body 9, body 8"],
    ["not with a chunk after a broken one", [`${CHUNKED}xyz\r\n`, "3\r\nabc\r\n"], "head 200, lost broken, body 8"],
    ["with a message in a chunked body", [CHUNKED, piece("", 6), BODILESS], `lost chunk, followed, ${NEXT}`],
    ["not with the message that was lost", ["HTTP/1.1 OK\r\n\r\nbytes"], "start, lost start, body 5"],
    ["with a message after a head", [piece(OK, 90), BODILESS], `lost head, ${NEXT}`],
    [
      "after a chunk over several calls",
      [CHUNKED, piece("", 6), "a\r\nabc", "defghij\r\n", "0\r\n\r\n"],
      "lost chunk, body 6, body 9, found, end",
    ],
    [
      "not within a call, when a chunk ends there",
      [CHUNKED, piece("", 6), "a\r\nabc", [piece("defghij\r\n"), piece("x")]],
      "lost chunk, body 6, body 9, body 1",
    ],
    [
      "with a message that does not end the body if a chunk is under way",
      [CHUNKED, piece("", 6), "ff\r\nabc", BODILESS],
      `lost chunk, body 7, ${NEXT}`,
    ],
  ])("%s", (_, calls, log) => expect(endOf(parse(calls).text, log)).toBe(log));

  test("only a call that the program meant to begin here can hold the last chunk alone", () => {
    const parser = parse([piece(OK, 90)]);
    parser.take("0\r\n\r\n", false);
    expect(parser.log.slice(3)).toEqual(["body 5"]);
    parser.take("0\r\n\r\n", true);
    expect(parser.log.slice(4)).toEqual(["found the last", "end"]);
  });
});
