import { once } from "node:events";
import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { caughtUp } from "../../../src/run/caught-up.js";
import { Backlog } from "../../../src/run/documents/backlog.js";

const MEGA = 1_000_000;

test("what a stuck reader does not take waits in a file, and reaches it whole and in order", async () => {
  const taken: Buffer[] = [];
  let isStuck = true;
  let goOn = (): void => {};
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      taken.push(chunk);
      goOn = () => done();
      if (!isStuck) setImmediate(done);
    },
  });
  const backlog = new Backlog(stream);
  const texts = Array.from(
    { length: 300 },
    (_, index) => `${index} é ${String.fromCharCode(97 + (index % 26)).repeat(100_000)}\n`,
  );
  for (const text of texts) backlog.write(text);
  expect(stream.writableLength).toBeGreaterThan(8 * MEGA);
  expect(stream.writableLength).toBeLessThan(9 * MEGA);

  let isCaughtUp = false;
  const waited = caughtUp(stream).then(() => {
    isCaughtUp = true;
  });
  backlog.write("more\n"); // after what is in the file
  isStuck = false;
  goOn();
  await once(stream, "drain");
  await new Promise(setImmediate);
  expect(isCaughtUp).toBe(false); // the file is not empty yet
  await waited;
  if (stream.writableLength > 0) await once(stream, "drain");
  backlog.write("last\n");
  await new Promise(setImmediate);
  const isSame = Buffer.concat(taken).toString() === `${texts.join("")}more\nlast\n`;
  expect(isSame).toBe(true);
});
