import { expect, it } from "vitest";
import { within } from "../../truth/within.js";

it("gives what a client found", async () => {
  expect(await within("the client", Promise.resolve("found"), 10)).toBe("found");
});

it("says that a client waits for ever, in place of waiting with it", async () => {
  const never = new Promise<never>(() => {});
  await expect(within("the client", never, 0.01)).rejects.toThrow("the client did not end within 0.01 seconds");
});
