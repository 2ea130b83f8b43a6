import { describe, expect, test } from "vitest";
import {
  BODILESS,
  type Call,
  CHUNKED,
  classesOf,
  endOf,
  FIVE,
  NEXT,
  OK,
  parse,
  parsePlainly,
  piece,
} from "./parser-log.js";

describe("a stream that is seen whole", () => {
  test.each<[string, Call[], string]>([
    ["a body of a length ends with its last byte", [FIVE, "hel", "lo"], "start, head 200, body 3, body 2, end"],
    ["a length of 0: the head is all", [`${OK}Content-Length: 0\r\n\r\n`], "start, head 200, end"],
    ["a status without a body: the head is all", [BODILESS], NEXT],
    ["without a length the body has no end", [`${OK}\r\n`, "abc", BODILESS], "start, head 200, body 3, body 27"],
    ["chunks, until the last", [`${CHUNKED}3\r\nabc\r\n0\r\n\r\n`], "start, head 200, body 3, end"],
    ["trailers", [`${CHUNKED}0\r\na: b\r\n\r\n`], "start, head 200, end"],
    ["one message after another in one call", [`${FIVE}hello${BODILESS}`], `start, head 200, body 5, end, ${NEXT}`],
    ["bytes after a message that start no other", [`${FIVE}hello!!`], "start, head 200, body 5, end, surplus 2"],
    ["a head without a status", ["HTTP/1.1 OK\r\n\r\n"], "start, lost start"],
    ["a chunk size that is none", [`${CHUNKED}xyz\r\n`], "start, head 200, lost broken"],
    ["more data than a chunk has", [`${CHUNKED}3\r\nabcde\r\n`], "start, head 200, body 3, lost broken"],
    ["lines that end with LF alone", [`${CHUNKED}3\nabc\n0\n\n`], "start, head 200, body 3, end"],
    ["a call of several buffers", [[piece(FIVE), piece("he"), piece("llo")]], "start, head 200, body 2, body 3, end"],
  ])("%s", (_, calls, log) => expect(parse(calls).text).toBe(log));

  test.each([
    [
      "chunks",
      `${CHUNKED}3\r\nabc\r\n0\r\na: b\r\n\r\n${BODILESS}`,
      `start, head 200, body 1, body 1, body 1, end, ${NEXT}`,
    ],
    ["lines that end with LF alone", "HTTP/1.1 204 No\nA: b\n\n", NEXT],
  ])("byte by byte as in one call: %s", (_, text, log) => expect(parse([...text]).text).toBe(log));

  test("empty lines before a message are ignored if the handler says so", () => {
    expect(parse([`\r\n${BODILESS}`], { skipsEmptyLines: true }).text).toBe(NEXT);
    expect(parse([`\r\n${BODILESS}`]).text).toBe("surplus 29");
  });

  test("what is longer than any head is none", () => {
    const head = OK.padEnd(262_144, "x");
    expect(parse([head]).log).toEqual(["start"]);
    expect(parse([head, "x"]).log).toEqual(["start", `lost head "${head.replace("\r\n", "\\r\\n")}x"`]);
  });

  test("and no chunk size is so long", () => {
    const size = "1;".padEnd(262_145, "x");
    expect(parse([CHUNKED, size]).log).toEqual(["start", "head 200", `lost chunk "${size}"`]);
  });
});

describe("the first bytes of a message come in several calls", () => {
  test.each<[string, Call[], string]>([
    ["one byte, then the rest", ["H", BODILESS.slice(1)], NEXT],
    ["several times too few", ["H", "TTP/1", BODILESS.slice(6)], NEXT],
    ["another byte shows that it is none", ["HT", "ML"], "surplus 2, surplus 2"],
    ["so does a byte after several calls", ["H", "T", "ML"], "surplus 2, surplus 2"],
    ["after another message", [`${FIVE}helloH`, BODILESS.slice(1)], `start, head 200, body 5, end, ${NEXT}`],
    ["a message after a byte that is none", ["H", BODILESS], `surplus 1, ${NEXT}`],
    ["hidden bytes after the first ones", ["H", piece("TTP/1", 40)], 'start, cut "HTTP/1" 35, lost head "HTTP/1"'],
  ])("%s", (_, calls, log) => expect(parse(calls).text).toBe(log));

  test("they are classified as a head", () => {
    expect(classesOf(["H", "TTP/1", BODILESS.slice(6)])).toBe("head 1, head 5, head 21");
  });
});

describe("a message in the place of a body", () => {
  const head = "start, head 200";
  test.each<[string, Call[], string]>([
    ["of a length", [FIVE, BODILESS], `${head}, bodiless, ${NEXT}`],
    ["of a length, in one call", [[piece(FIVE), piece(BODILESS)]], `${head}, bodiless, ${NEXT}`],
    ["of chunks", [CHUNKED, BODILESS], `${head}, bodiless, ${NEXT}`],
    ["in the same buffer it is body", [`${OK}Content-Length: 27\r\n\r\n${BODILESS}`], `${head}, body 27, end`],
    ["after a byte it is body", [`${OK}Content-Length: 28\r\n\r\n`, ".", BODILESS], `${head}, body 1, body 27, end`],
    ["without a length it is body", [`${OK}\r\n`, BODILESS], `${head}, body 27`],
  ])("that may be missing: %s", (_, calls, log) => expect(parse(calls, { mayBeBodiless: true }).text).toBe(log));

  test("that cannot be missing is its data", () => {
    expect(parse([`${OK}Content-Length: 27\r\n\r\n`, BODILESS]).text).toBe(`${head}, body 27, end`);
  });

  const LONG = `${OK}Content-Length: 99\r\n\r\n`;
  test.each<[string, Call[], string]>([
    ["at the start of a call", [LONG, "abc", BODILESS], `${head}, body 3, rest hidden, ${NEXT}`],
    ["not in a later buffer of a call", [LONG, [piece("abc"), piece(BODILESS)]], `${head}, body 3, body 27`],
    ["not within a buffer", [`${LONG}${BODILESS}`], `${head}, body 27`],
    ["not with other bytes", [LONG, "abc", "defghijkl"], `${head}, body 3, body 9`],
    ["not in a chunk", [CHUNKED, "ff\r\nabc", BODILESS], `${head}, body 3, body 27`],
  ])("of which the rest may be hidden: %s", (_, calls, log) => {
    expect(parse(calls, { mayHideRest: true }).text).toBe(log);
  });

  test("of which nothing is hidden is its data", () => {
    expect(parse([LONG, "abc", BODILESS]).text).toBe(`${head}, body 3, body 27`);
  });
});

describe("a message in the place of a chunk's size or end", () => {
  const head = "start, head 200";
  test.each<[string, Call[], string]>([
    ["the size", [`${CHUNKED}3\r\nabc\r\n`, BODILESS], `${head}, body 3, instead, ${NEXT}`],
    ["the end", [`${CHUNKED}3\r\nabc`, BODILESS], `${head}, body 3, instead, ${NEXT}`],
    ["not after a part of the size", [`${CHUNKED}3`, BODILESS], `${head}, lost broken`],
    ["not within a buffer", [`${CHUNKED}${BODILESS}`], `${head}, lost broken`],
  ])("is the next one: %s", (_, calls, log) => expect(parse(calls).text).toMatch(new RegExp(`^${log}`)));

  test("is no part of the body, and neither is what follows", () => {
    const calls = [CHUNKED, BODILESS, "bytes", `..${BODILESS}`];
    const { log, standing } = parse(calls, { isNext: false });
    expect(log).toEqual(["start", "head 200", "instead"]);
    expect(standing.state).toBe("unended");
    expect(classesOf(calls, { isNext: false })).toBe("head 47, chunk-size 27, unended 5, unended 29");
  });

  test("is asked for again with each message after it", () => {
    expect(parse([CHUNKED, BODILESS, BODILESS], { isNext: false }).text).toBe(`${head}, instead, instead`);
  });
});

describe("a handler that answers only what it must", () => {
  test.each<[string, Call[], string]>([
    ["loses a head that is cut", [piece(OK, 90)], "start, lost head"],
    ["hears nothing of a chunk that is found", [CHUNKED, piece("", 6), "3\r\nabc\r\n"], "head 200, lost chunk, body 3"],
    [
      "nor after a chunk over several calls",
      [CHUNKED, piece("", 6), "a\r\nabc", "defghij\r\n", "0\r\n\r\n"],
      "lost chunk, body 6, body 9, end",
    ],
    ["nor of what follows", [CHUNKED, piece("", 6), BODILESS], `lost chunk, ${NEXT}`],
    ["nor after the last chunk", [CHUNKED, piece("", 5), BODILESS], `head 200, ${NEXT}`],
    ["takes a message instead of a chunk for the next", [CHUNKED, BODILESS], `head 200, ${NEXT}`],
  ])("%s", (_, calls, log) => expect(endOf(parsePlainly(calls), log)).toBe(log));

  test("hears nothing of a body that is missing, or of one whose rest is hidden", () => {
    expect(parsePlainly([FIVE, BODILESS], { mayBeBodiless: true })).toBe(`start, head 200, ${NEXT}`);
    expect(parsePlainly([FIVE, BODILESS], { mayHideRest: true })).toBe(`start, head 200, ${NEXT}`);
  });
});

describe("how bytes are classified", () => {
  test.each<[string, Call[], string]>([
    ["a length", [`${FIVE}hello!`], "head 38, fixed 5, start 1"],
    [
      "chunks",
      [`${CHUNKED}3\r\nabc\r\n0\r\n\r\n`],
      "head 47, chunk-size 3, chunk-data 3, chunk-end 2, chunk-size 3, trailers 2",
    ],
    ["the start of a chunk size", [`${CHUNKED}3`, "\r\n"], "head 47, chunk-size 1, chunk-size 2"],
    ["until close", [`${OK}\r\nabc`], "head 19, until-close 3"],
    ["lost", [piece("", 9)], "lost 9"],
  ])("%s", (_, calls, classes) => expect(classesOf(calls)).toBe(classes));
});

describe("what a parser answers", () => {
  test("the head that is not whole yet, and nothing outside of one", () => {
    expect(parse([OK]).standing.partialHead).toBe(OK);
    expect(parse([`${CHUNKED}3`]).standing.partialHead).toBe("");
  });

  test("how many bytes a body still has, if its framing says so", () => {
    expect(parse([`${FIVE}he`]).standing.left).toBe(3);
    expect(parse([`${CHUNKED}9\r\nabc`]).standing.left).toBeNull();
  });

  test("whether it is between chunks", () => {
    expect(parse([CHUNKED]).standing.isBetweenChunks).toBe(true);
    expect(parse([`${CHUNKED}9\r\nabc`]).standing.isBetweenChunks).toBe(false);
  });
});

test("a fork goes on from the same place, and its parser stays there", () => {
  const parser = parse([`${FIVE}he`]);
  const fork = parser.forkTaking("llo");
  expect([fork.standing.state, parser.standing.state, parser.standing.left]).toEqual(["start", "fixed", 3]);
  expect([fork.log, parser.log]).toEqual([
    ["body 3", "end"],
    ["start", "head 200", "body 2"],
  ]);
});

test("a fork in a head does not share its text", () => {
  const parser = parse([OK]);
  const fork = parser.forkTaking("A: b\r\n");
  expect([fork.standing.partialHead, parser.standing.partialHead]).toEqual([`${OK}A: b\r\n`, OK]);
});
