import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cutBuffers } from "../../truth/cut-buffers.js";
import { temporaryFolder } from "../temporary-folder.js";

const written = async (...lines: readonly string[]): Promise<readonly number[] | null> => {
  const path = join(temporaryFolder(), "a.strace");
  writeFileSync(path, `${lines.join("\n")}\n`);
  const ports = await cutBuffers(path);
  return ports && [...ports];
};

test("the clients on whose connections strace cut a buffer", async () => {
  const whole = 'write(5<TCP:[127.0.0.1:80->127.0.0.1:4001]>, "abc...", 6) = 6';
  const cut = 'write(5<TCP:[127.0.0.1:80->127.0.0.1:4002]>, "abc"..., 9) = 9';
  expect(await written(whole, cut)).toEqual([4002]);
});

test("unknown without -yy", async () => {
  expect(await written('write(5, "abc"..., 9) = 9')).toBeNull();
});
