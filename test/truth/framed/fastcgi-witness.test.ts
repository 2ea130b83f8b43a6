import { expect, test } from "vitest";
import { FastcgiWitness } from "../../../truth/fastcgi/record-witness.js";

const record = (type: number, id: number, content: string, padding = 0): Buffer =>
  Buffer.concat([
    Buffer.from([1, type, id >> 8, id & 255, content.length >> 8, content.length & 255, padding, 0]),
    Buffer.from(content, "latin1"),
    Buffer.alloc(padding),
  ]);
const stdout = (id: number, content: string, padding = 0): Buffer => record(6, id, content, padding);
const endRequest = (id: number): Buffer => record(3, id, "\0\0\0\0\0\0\0\0");
const HEAD = "Status: 201 Created\r\nContent-Length: 10\r\n\r\n";

/** The witness of these bytes, if they come in pieces of this size. */
function witness(bytes: Buffer, piece = 7): FastcgiWitness {
  const found = new FastcgiWitness();
  for (let at = 0; at < bytes.length; at += piece) found.take(bytes.subarray(at, at + piece));
  return found;
}

test.each([1, 8, 1000])("a response in pieces of %d bytes: its head, its body and its end", (piece) => {
  const bytes = Buffer.concat([
    stdout(1, HEAD.slice(0, 20)),
    stdout(1, `${HEAD.slice(20)}01234`, 3),
    stdout(1, "56789"),
    endRequest(1),
  ]);
  const { answers, cut } = witness(bytes, piece);
  expect(cut).toBeNull();
  expect(answers.get(1)).toMatchObject({
    status: 201,
    declaredBody: 10,
    output: HEAD.length + 10,
    ended: { app: 0, protocol: 0 },
  });
  expect(answers.get(1)?.bodyAt).toBe(HEAD.length);
});

test("two requests on one connection are counted apart", () => {
  const { answers } = witness(Buffer.concat([stdout(1, HEAD), stdout(258, `${HEAD}0123456789`), endRequest(258)]));
  expect(answers.get(1)?.ended).toBeNull();
  expect(answers.get(258)).toMatchObject({ output: HEAD.length + 10, ended: { app: 0 } });
});

test.each([
  ["in the content", 8 + 4, { declared: 17, received: 4 }],
  ["in the padding", 8 + 10 + 2, { declared: 17, received: 12 }],
  ["in the head", 3, { declared: 0, received: 0 }],
])("a stream that ends %s of a record is cut", (_where, length, cut) => {
  expect(witness(stdout(1, "0123456789", 7).subarray(0, length)).cut).toMatchObject(cut);
});
