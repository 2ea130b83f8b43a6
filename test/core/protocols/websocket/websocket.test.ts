import { describe, expect, it } from "vitest";
import { websocket } from "../../../../src/core/protocols/websocket/websocket.js";
import { sniffed, talk } from "../talk.js";
import { frame } from "./frames.js";

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const close = frame(CLOSE, 2);
const fromClient = { isMasked: true } as const;

describe("a WebSocket connection that ends", () => {
  it("after a close frame of the server is whole, and is reported at once", () => {
    const { out, ended, open } = talk(websocket);
    out(frame(TEXT, 5), { line: 4 });
    out(close);
    expect(ended).toEqual(["whole 7/? on line 4"]);
    expect(open()).toEqual([]);
  });

  it("after a close frame that answers the client's is whole, too", () => {
    const { in: from, out, ended } = talk(websocket);
    from(frame(CLOSE, 2, fromClient));
    out(close);
    expect(ended).toEqual(["whole peer-left 2/? on line 1"]);
  });

  it("within a frame is cut, and the frame's own sizes are reported", () => {
    const { out, open } = talk(websocket);
    out(frame(TEXT, 5));
    out(frame(TEXT, 1000).slice(0, 104), { line: 7 });
    expect(open()).toEqual(["cut in-frame 100/1000 on line 7"]);
  });

  it("within the head of a frame is cut, and nobody knows how long the frame is", () => {
    const { out, open } = talk(websocket);
    out(frame(TEXT, 5));
    out(frame(TEXT, 70_000).slice(0, 3), { line: 7 });
    expect(open()).toEqual(["cut in-frame 0/? on line 7"]);
  });

  it("between frames without a close frame is unmarked, and it is said if data came last", () => {
    const { out, open } = talk(websocket);
    out(frame(TEXT, 5));
    expect(open()).toEqual(["unmarked data-last 5/? on line 1"]);
    out(frame(PING, 0));
    expect(open()).toEqual(["unmarked 5/? on line 1"]);
  });

  it("before the server has sent a frame is unmarked: its response is the 101", () => {
    const { out, open } = talk(websocket);
    out("", { line: 3 });
    expect(open()).toEqual(["unmarked 0/? on line 3"]);
  });

  it("between the frames of one message is unended, also after a ping", () => {
    const { out, open } = talk(websocket);
    out(frame(TEXT, 5, { isFinal: false }));
    out(frame(0, 5, { isFinal: false }) + frame(PING, 0));
    expect(open()).toEqual(["unended 10/? on line 1"]);
    out(frame(0, 1));
    expect(open()).toEqual(["unmarked data-last 11/? on line 1"]);
  });
});

describe("a close frame", () => {
  it("of the server between the frames of one message gives that message up", () => {
    const { out, ended } = talk(websocket);
    out(frame(TEXT, 5, { isFinal: false }) + close);
    expect(ended).toEqual(["dropped 7/? on line 1"]);
  });

  it("of the server ends what is read: its peer discards what follows", () => {
    const { out, open, ended } = talk(websocket);
    out(close + close + frame(TEXT, 100).slice(0, 50));
    out("no frame");
    expect(open()).toEqual([]);
    expect(ended).toHaveLength(1);
  });

  it("of the client says that it reads no more: what is under way is cancelled", () => {
    const { in: from, out, open } = talk(websocket);
    out(frame(TEXT, 100).slice(0, 50));
    from(frame(CLOSE, 2, fromClient));
    expect(open()).toEqual(["cancelled in-frame peer-left 48/100 on line 1"]);
  });

  it("of the client after the last data says that it had left", () => {
    const { in: from, out, open } = talk(websocket);
    out(frame(TEXT, 5));
    from(frame(CLOSE, 2, fromClient));
    expect(open()).toEqual(["unmarked data-last peer-left 5/? on line 1"]);
  });

  it("of the client counts for nothing if it goes on to send", () => {
    const { in: from, out, open } = talk(websocket);
    out(frame(TEXT, 100).slice(0, 50));
    from(frame(CLOSE, 2, fromClient));
    from(frame(TEXT, 2, fromClient));
    expect(open()).toEqual(["cut in-frame 48/100 on line 1"]);
  });
});

describe("a frame of control", () => {
  it("that is cut carries no data: nothing of the messages is outstanding", () => {
    const { out, open } = talk(websocket);
    out(frame(TEXT, 5) + frame(PING, 5).slice(0, 4));
    expect(open()).toEqual(["unmarked data-last owes-nothing 7/? on line 1"]);
  });

  it("that the kernel refuses owes no data, until the server sends more", () => {
    const { out, open, refused } = talk(websocket);
    out(frame(TEXT, 5));
    refused(frame(PING, 5) + close);
    expect(open()).toEqual(["unmarked data-last owes-nothing 5/? on line 1"]);
    out(frame(TEXT, 5));
    expect(open()).toEqual(["unmarked data-last 10/? on line 1"]);
  });

  it.each([
    ["data before it", frame(TEXT, 5) + close],
    ["a part of it alone", close.slice(0, 3)],
  ])("that the kernel refuses with %s owes data", (_, bytes) => {
    const { out, open, refused } = talk(websocket);
    out(frame(TEXT, 5));
    refused(bytes);
    expect(open()).toEqual(["unmarked data-last 5/? on line 1"]);
  });
});

describe("a WebSocket client", () => {
  it("reads the frames of the server", () => {
    const { in: from, out, open } = talk(websocket, { role: "client" });
    out(frame(TEXT, 1000, fromClient).slice(0, 10));
    from(frame(TEXT, 10).slice(0, 4));
    expect(open()).toEqual(["cut in-frame 2/10 on line 1"]);
  });
});

describe("a WebSocket connection of which the capture hides a head", () => {
  it("is lost, and the string limit is the reason", () => {
    const { out, open } = talk(websocket);
    out(frame(TEXT, 40) + frame(TEXT, 5), { shown: 32 });
    out("xxxxx");
    expect(open()).toEqual(["lost ?/? on line 1 head-cut-by-string-limit"]);
  });

  it("is read again from a frame that fills a call, and its sizes before that are not known", () => {
    const { out, open } = talk(websocket);
    out(frame(TEXT, 40) + frame(TEXT, 5, { isFinal: false }), { shown: 32 });
    out(frame(0, 9));
    expect(open()).toEqual(["unmarked data-last ?/? on line 1"]);
  });

  it("is not by zeros or small numbers of a body, which look like frames that end no message", () => {
    const { out, open } = talk(websocket);
    out(frame(TEXT, 40) + frame(TEXT, 24), { shown: 32 });
    for (const bytes of ["\0\0\0\0", "\x02\x03abc", "\0"]) out(bytes);
    expect(open()).toEqual(["lost ?/? on line 1 head-cut-by-string-limit"]);
  });

  it("is whole if a close frame fills the last call", () => {
    const { out, ended } = talk(websocket);
    out(frame(TEXT, 40) + frame(TEXT, 5), { shown: 32 });
    out(close);
    expect(ended).toEqual(["whole ?/? on line 1"]);
  });

  it.each([
    [14, "unseen-end peer-left ?/? on line 1"],
    [4, "unseen-end peer-left ?/? on line 1"],
    [5, "peer-left ?/? on line 1 head-cut-by-string-limit"],
  ])("after a close frame of the client, with %i hidden bytes at its end, is lost: %s", (rest, standing) => {
    const { in: from, out, open } = talk(websocket);
    from(frame(CLOSE, 12, fromClient));
    out(frame(TEXT, 40) + "x".repeat(rest), { shown: 32 });
    expect(open()).toEqual([`lost ${standing}`]);
  });

  it("is not whole if the client has not closed", () => {
    const { out, open } = talk(websocket);
    out(frame(TEXT, 40) + close, { shown: 32 });
    expect(open()).toEqual(["lost ?/? on line 1 head-cut-by-string-limit"]);
  });

  it("is lost if lines of it are missing, and is read again from a frame that fills a call", () => {
    const { out, open, miss } = talk(websocket);
    out(frame(TEXT, 100).slice(0, 50));
    miss();
    expect(open()).toEqual(["lost ?/? on line 1 lines-lost"]);
    out(frame(PING, 0));
    expect(open()).toEqual(["unmarked ?/? on line 1"]);
  });

  it("is lost if the capture began later than it", () => {
    const { out, open } = talk(websocket, { isOlder: true });
    out("the middle of something");
    expect(open()).toEqual(["lost ?/? on line 1 attached-mid-connection"]);
  });
});

describe("bytes that are no frames", () => {
  const lost = ["lost ?/? on line 1 other-protocol"];
  it.each([
    ["an opcode that is not assigned", frame(3, 5)],
    ["a bit that no extension uses", frame(TEXT, 5, { rsv: 0x20 })],
    ["compression of a ping", frame(PING, 5, { rsv: 0x40 })],
    ["a continuation of nothing", frame(0, 5)],
    ["a second message within the first", frame(TEXT, 5, { isFinal: false }) + frame(TEXT, 5)],
    ["a server that masks", frame(TEXT, 5, fromClient)],
    ["a ping of 126 bytes", frame(PING, 126)],
    ["a ping in several frames", frame(PING, 5, { isFinal: false })],
    ["a close frame with half a status", frame(CLOSE, 1)],
    ["a length of 125 in two bytes", "\x81\x7e\0\x7d"],
    ["a length of 65,535 in eight bytes", "\x81\x7f\0\0\0\0\0\0\xff\xff"],
    ["a length with the highest bit", "\x81\x7f\x80\0\0\0\0\0\0\0"],
  ])("are lost: %s", (_, bytes) => {
    const { out, open } = talk(websocket);
    out(bytes);
    expect(open().map((each) => each.replace(/\d+\/\?/, "?/?"))).toEqual(lost);
  });

  it("but a compressed message is a message (RFC 7692)", () => {
    const { out, open } = talk(websocket);
    out(frame(TEXT, 5, { rsv: 0x40 }));
    expect(open()).toEqual(["unmarked data-last 5/? on line 1"]);
  });

  it("and a length beyond 2^53 is counted as 2^53 - 1", () => {
    const { out, open } = talk(websocket);
    out("\x82\x7f\x7f\xff\xff\xff\xff\xff\xff\xffxx");
    expect(open()).toEqual(["cut in-frame 2/9007199254740991 on line 1"]);
  });
});

describe("the first bytes of a connection", () => {
  it("never show WebSocket, because HTTP/1 comes first", () => {
    expect(sniffed(websocket, frame(TEXT, 5, fromClient))).toBeNull();
  });
});

describe("the progress of a stream", () => {
  it("is what was moved, and what is outstanding of what is under way", () => {
    const { out, progress } = talk(websocket);
    out(frame(TEXT, 5) + frame(TEXT, 100).slice(0, 12));
    expect(progress()).toEqual({ accepted: 19, declared: 109 });
    out("no frame".repeat(20));
    expect(progress()).toBeNull();
  });
});
