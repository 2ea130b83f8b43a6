import { expect, test } from "vitest";
import { RecordWitness } from "../../../truth/tls/record-witness.js";

const record = (type: number, length: number): number[] => [
  type,
  3,
  3,
  length >> 8,
  length & 255,
  ...Array(length).fill(7),
];
const handshake = record(22, 90);
const data = record(23, 16_401);
/** A close_notify of TLS 1.3, and one of TLS 1.2 (AES-GCM). */
const hidden = record(23, 19);
const alert = record(21, 26);

/** What the witness says of these bytes, if they come in pieces of this size. */
function records(bytes: readonly number[], piece: number): RecordWitness["records"] {
  const witness = new RecordWitness();
  for (let at = 0; at < bytes.length; at += piece) witness.take(Uint8Array.from(bytes.slice(at, at + piece)));
  return witness.records;
}

test.each([1, 3, 5, 4096, 100_000])("records that come in pieces of %d bytes are counted", (piece) => {
  const all = [...handshake, ...data, ...hidden];
  expect(records(all, piece)).toMatchObject({ count: 3, cut: null, lastType: 23, lastLength: 19, mayBeNotified: true });
});

test("a stream that ends inside a record is cut, and it is known how much came", () => {
  expect(records([...handshake, ...data.slice(0, 5 + 6942)], 1000)).toMatchObject({
    cut: { declared: 16_401, received: 6942 },
    count: 1,
  });
});

test("a stream that ends inside the head of a record is cut, and no length is known", () => {
  expect(records([...handshake, ...data.slice(0, 3)], 100)).toMatchObject({ cut: { declared: 0, received: 0 } });
});

test("the last record may be a close_notify only if it is an alert, or as long as a hidden one", () => {
  expect(records([...data, ...alert], 100).mayBeNotified).toBe(true);
  expect(records([...data, ...record(23, 20)], 100).mayBeNotified).toBe(false);
  expect(records([...alert, ...data], 100).mayBeNotified).toBe(false);
});

test("what is no head of TLS is said to be none", () => {
  expect(records([...Buffer.from("HTTP/1.1 400 Bad Request\r\n")], 100).isOther).toBe(true);
});
