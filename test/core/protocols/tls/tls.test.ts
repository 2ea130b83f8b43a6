import { beforeEach, describe, expect, test } from "vitest";
import type { Message } from "../../../../src/core/protocols/message.js";
import type { Direction } from "../../../../src/core/protocols/moved-bytes.js";
import type { Conversation } from "../../../../src/core/protocols/protocol.js";
import { tls } from "../../../../src/core/protocols/tls/tls.js";
import { type MovedParts, moved } from "../moved.js";
import { clientHello, join, record, serverHello, startOf } from "./records.js";

let conversation: Conversation;
const take = (direction: Direction, bytes: Uint8Array, parts?: MovedParts): void =>
  conversation.moved(direction, moved(bytes, parts));
const open = (): Message | undefined => conversation.open()[0];

/** What both sides send before data in TLS 1.3, and a request. */
function shakeHands(): void {
  take("in", record("handshake", clientHello("h", ["h2"])));
  take("out", join(record("handshake", serverHello(null)), record("changeCipherSpec", 1), record("data", 40)));
  take("in", join(record("changeCipherSpec", 1), record("data", 53), record("data", 90)));
}

beforeEach(() => {
  conversation = tls.begin(startOf());
});

describe("a connection begins with TLS", () => {
  const sniffed = (bytes: Uint8Array): unknown => tls.sniff(bytes, bytes.length);

  test("if its first record is a hello: the side that sends it asks, or answers", () => {
    expect(sniffed(record("handshake", clientHello("h", [])))).toBe("asks");
    expect(sniffed(record("handshake", serverHello(null)))).toBe("answers");
  });

  test("if only the head of a record is read", () => expect(sniffed(Uint8Array.of(22, 3, 1, 2, 0))).toBe("asks"));

  test("if it is older than the capture and shows a record of data", () => {
    expect(sniffed(record("data", 30))).toBe("either");
  });

  test.each([
    ["no content type", [25, 3, 3, 0, 1]],
    ["another version", [22, 4, 0, 0, 1]],
    ["a record that is too long", [23, 3, 3, 0x48, 1]],
    ["a change of the cipher that is not one byte", [20, 3, 3, 0, 2]],
    ["an empty handshake", [22, 3, 3, 0, 0]],
  ])("but not with %s", (_, bytes) => expect(sniffed(Uint8Array.of(...bytes))).toBeNull());
});

describe("what the server sent is", () => {
  beforeEach(shakeHands);

  test("whole after what may be a close_notify of TLS 1.3", () => {
    take("out", record("data", 500));
    take("out", record("data", 19));
    expect(open()?.end).toBe("whole");
  });

  test("whole after an alert of TLS 1.2", () => {
    take("out", record("alert", 26));
    expect(open()?.end).toBe("whole");
  });

  test("unmarked between two records, and says whether data came last", () => {
    take("out", record("data", 500));
    expect(open()).toMatchObject({ end: "unmarked", signs: ["data-last"] });
  });

  test("cut within a record: its declared length, and how much of it was moved", () => {
    take("out", record("data", 16_401).subarray(0, 9_005));
    expect(open()).toMatchObject({
      end: "cut",
      signs: ["in-frame"],
      response: { declaredBytes: 16_401, acceptedBytes: 9_000 },
    });
  });

  test("cut within the head of a record: no length is known", () => {
    take("out", record("data", 500).subarray(0, 4));
    expect(open()).toMatchObject({ end: "cut", response: { declaredBytes: null } });
  });

  test("not cut within a close_notify: no data is missing", () => {
    take("out", record("data", 19).subarray(0, 9));
    expect(open()).toMatchObject({ end: "unmarked", owesNothing: true });
  });

  test("lost after a head that is hidden, and found again at a close_notify of its own", () => {
    take("out", join(record("data", 500), record("data", 500)), { shown: 32 });
    expect(open()).toMatchObject({ end: "lost", blindSpots: ["head-cut-by-string-limit"] });
    take("out", record("data", 19));
    expect(open()).toMatchObject({ end: "whole", blindSpots: [] });
  });

  test("lost if no record begins where one is due: the kernel may encrypt (kTLS)", () => {
    take(
      "out",
      Uint8Array.from("HTTP/1.1 200 OK\r\n", (char) => char.charCodeAt(0)),
    );
    expect(open()).toMatchObject({ end: "lost", blindSpots: ["encrypted"] });
  });

  test("lost after bytes that are missing, for the reason that is handed in", () => {
    conversation.miss("lines-lost");
    take("out", record("data", 500), { asked: null, shown: 3 });
    expect(open()).toMatchObject({ end: "lost", blindSpots: ["lines-lost"] });
  });

  test("marked as left, if the client said first that it sends no more", () => {
    take("in", record("data", 19));
    expect(open()).toMatchObject({ end: "unmarked", signs: ["peer-left", "data-last"] });
  });

  test("owed nothing if all that a full socket refused is the close_notify", () => {
    conversation.refused?.(moved(record("alert", 26)));
    expect(open()?.owesNothing).toBe(true);
    conversation.refused?.(moved(join(record("data", 500), record("alert", 26))));
    expect(open()?.owesNothing).toBe(false);
  });
});

describe("there is no message", () => {
  test("before the server sent a byte", () => {
    take("in", record("handshake", clientHello("h", [])));
    expect(conversation.open()).toEqual([]);
  });

  test("if the client asked for nothing, in TLS 1.3: its first encrypted record ends the handshake", () => {
    take("in", record("handshake", clientHello("h", [])));
    take("out", join(record("handshake", serverHello(null)), record("data", 40)));
    take("in", join(record("changeCipherSpec", 1), record("data", 53)));
    expect(conversation.open()).toEqual([]);
  });

  test("if the client asked for nothing, in TLS 1.2", () => {
    take("in", record("handshake", clientHello("h", [])));
    take("out", record("handshake", serverHello(null)));
    take("in", join(record("handshake", 70), record("changeCipherSpec", 1), record("handshake", 40)));
    take("out", join(record("changeCipherSpec", 1), record("handshake", 40)));
    expect(conversation.open()).toEqual([]);
    take("in", record("data", 90));
    expect(open()?.end).toBe("unmarked");
  });
});

describe("the facts of a connection", () => {
  test("are what the client asked for", () => {
    shakeHands();
    expect(conversation.facts).toEqual({ serverName: "h", applicationProtocols: ["h2"] });
  });

  test("name the protocol that the server chose, if that is in the clear", () => {
    take("in", record("handshake", clientHello("h", ["h2", "http/1.1"])));
    take("out", record("handshake", serverHello("http/1.1")));
    expect(conversation.facts?.applicationProtocols).toEqual(["http/1.1"]);
  });

  test("are found in a hello that the program reads in two calls", () => {
    const hello = record("handshake", clientHello("example.org", []));
    take("in", hello.subarray(0, 5));
    take("in", hello.subarray(5));
    expect(conversation.facts?.serverName).toBe("example.org");
  });

  test("are not known if the hello is hidden", () => {
    take("in", record("handshake", clientHello("example.org", ["h2"])), { shown: 32 });
    expect(conversation.facts).toEqual({ serverName: null, applicationProtocols: [] });
  });
});

test("a client receives the message, and its own records are none", () => {
  conversation = tls.begin(startOf({ role: "client" }));
  take("out", record("handshake", clientHello("h", [])));
  take("in", record("handshake", serverHello(null)));
  take("out", join(record("data", 53), record("data", 90)));
  take("in", record("data", 500).subarray(0, 100));
  expect(open()).toMatchObject({ end: "cut", response: { declaredBytes: 500, acceptedBytes: 95 } });
});

test("a connection that is older than the capture is in step at a record that fills its call", () => {
  conversation = tls.begin(startOf({ isOlder: true }));
  take("out", Uint8Array.of(1, 2, 3, 4, 5, 6));
  expect(open()).toMatchObject({ end: "lost", blindSpots: ["attached-mid-connection"] });
  take("out", record("data", 500));
  expect(open()).toMatchObject({ end: "unmarked", blindSpots: [] });
});

describe("what was answered since the client sent data last", () => {
  const ask = (bytes: number): void => take("in", record("data", bytes));
  const answer = (bytes: number): void => take("out", record("data", bytes));
  const begin = (protocols: readonly string[]): void => {
    take("in", record("handshake", clientHello("h", protocols)));
    take("out", record("handshake", serverHello(null)));
    take("in", join(record("data", 53), record("data", 90)));
  };

  test("is counted with all that TLS adds", () => {
    begin([]);
    answer(500);
    answer(95);
    expect(open()?.turn?.bytes).toBe(605);
  });

  test("is counted anew with the next request", () => {
    begin([]);
    answer(500);
    ask(90);
    answer(95);
    expect(open()?.turn?.bytes).toBe(100);
  });

  test("is not counted anew with an alert", () => {
    begin([]);
    answer(500);
    ask(19);
    expect(open()?.turn?.bytes).toBe(505);
  });

  test("is not known if bytes are missing, until the next request", () => {
    begin([]);
    answer(500);
    conversation.miss("lines-lost");
    expect(open()?.turn).toBeUndefined();
  });

  test("is not known if HTTP/2 was offered: it answers several requests at a time", () => {
    begin(["h2", "http/1.1"]);
    answer(500);
    expect(open()?.turn).toBeUndefined();
  });

  test("is not known if the capture hides a part of what was offered", () => {
    take("in", record("handshake", clientHello("h", [])), { shown: 20 });
    take("out", record("handshake", serverHello(null)));
    take("in", record("data", 90));
    answer(500);
    expect(open()?.turn).toBeUndefined();
  });
});
