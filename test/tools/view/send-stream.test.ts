import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import type { KeptStream } from "../../../src/tools/view/kept-stream.js";
import { sendStream } from "../../../src/tools/view/send-stream.js";

test("a browser that takes each piece late is waited for, and no listener is left of the waits", async () => {
  const pieces = Array.from({ length: 50 }, (_, index) => Buffer.from(`${index}\n`));
  const stream = { bytesFrom: async () => pieces.shift() ?? null, wake: () => {} } as unknown as KeptStream;
  const sent: string[] = [];
  let most = 0;
  class SlowResponse extends EventEmitter {
    readonly closed = false;
    write(bytes: Buffer): boolean {
      sent.push(String(bytes));
      setImmediate(() => {
        most = Math.max(most, this.listenerCount("close"));
        this.emit("drain");
      });
      return false;
    }
    end(): void {
      sent.push("end");
    }
  }
  await sendStream(stream, new SlowResponse() as unknown as ServerResponse);
  expect(sent).toEqual([...Array.from({ length: 50 }, (_, index) => `${index}\n`), "end"]);
  expect(most).toBe(2);
});
