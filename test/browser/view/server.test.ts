import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { unflushed } from "../../cli/run.js";
import { recordsOfView } from "../site/site-page.js";
import { answerTo, endsAfterEach, linesOf, ViewProcess } from "./view-process.js";

const SAMPLE = "samples/hyper-14.9MB-truncated.strace";
const WHOLE = "samples/hyper-fixed-14.9MB.strace";
const sample = readFileSync(new URL(`../../../${SAMPLE}`, import.meta.url), "latin1");
endsAfterEach();

describe("the server of unflushed view", () => {
  test("streams the records that check prints, to each who asks, from the beginning", async () => {
    const view = new ViewProcess([SAMPLE]);
    const address = `${await view.address}stream`;
    const [one, other] = await Promise.all([answerTo(address).then(linesOf), answerTo(address).then(linesOf)]);
    const { stdout } = await unflushed(["check", SAMPLE, "--format", "ndjson"]);
    expect(recordsOfView(one)).toEqual(stdout.trimEnd().split("\n"));
    expect(other).toEqual(one);
    expect(view.stdout).toMatch(/^unflushed view: http:\/\/127\.0\.0\.1:\d+\/[\w-]{36}\/ \(Ctrl-C ends it\)\n$/);
  });

  test.each([
    ["under another name", (port: string) => ({ headers: { host: `evil.example:${port}` } }), 403],
    ["from a page elsewhere", () => ({ headers: { origin: "https://evil.example" } }), 403],
    ["with another method", () => ({ method: "POST" }), 405],
  ])("refuses a request %s", async (_, asked, status) => {
    const address = await new ViewProcess([SAMPLE]).address;
    for (const place of ["", "stream"]) {
      const { statusCode } = await answerTo(address + place, asked(new URL(address).port));
      expect(statusCode).toBe(status);
    }
  });

  test("has nothing for who does not know its address", async () => {
    const { origin, pathname } = new URL(await new ViewProcess([SAMPLE]).address);
    for (const path of ["/", "/stream", `${pathname}other`, `/${"0".repeat(36)}/`]) {
      expect((await answerTo(origin + path)).statusCode).toBe(404);
    }
  });

  test("sends a page that may load nothing from elsewhere, and that nobody may frame", async () => {
    const answer = await answerTo(await new ViewProcess([SAMPLE]).address);
    expect(answer.headers).toMatchObject({
      "content-security-policy": "frame-ancestors 'none'",
      "cache-control": "no-store",
    });
    const html = (await linesOf(answer)).join("\n");
    expect(html).toMatch(
      /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; .*connect-src 'self'/,
    );
  });

  test("sends a finding of a pipe while that is open, and goes on though a browser takes nothing", async () => {
    const view = new ViewProcess([]);
    const address = `${await view.address}stream`;
    const slow = await answerTo(address);
    slow.pause();
    const quick = await answerTo(address);
    const found = new Promise<void>((resolve) => {
      let text = "";
      quick.on("data", (data) => {
        text += data;
        if (text.includes('"kind":"finding"')) resolve();
      });
    });
    view.print(sample); // and the pipe stays open
    await found;
    slow.destroy();
    view.end();
    view.interrupt();
    expect(await view.code).toBe(1);
  });

  test.each([
    [SAMPLE, [], 1],
    [SAMPLE, ["--rule", "shut-wr-outstanding=off"], 0],
    [SAMPLE, ["--target", "/other"], 0],
    [WHOLE, [], 0],
  ])("ends with Ctrl-C as check ends: %s %j", async (path, options, code) => {
    const view = new ViewProcess([path, ...options]);
    await linesOf(await answerTo(`${await view.address}stream`));
    view.interrupt();
    expect(await view.code).toBe(code);
    const checked = await unflushed(["check", path, ...options]);
    expect(checked.code).toBe(code);
    expect(view.stderr).toBe(checked.stderr);
  });

  test.each(["nothing-there.strace", "package.json"])("ends at once if nothing can be read: %s", async (path) => {
    const view = new ViewProcess([path]);
    expect(await view.code).toBe(2);
    expect(view.stderr).toBe((await unflushed(["check", path])).stderr);
  });

  test.each([
    [["nothing-there.strace"]],
    [["nothing-there.strace", "nor-this.strace"]],
    [["no-*-matches.strace"]],
  ])("prints no address for captures that do not exist: %j", async (paths) => {
    const view = new ViewProcess(paths);
    const checked = await unflushed(["check", ...paths]);
    expect(await view.code).toBe(checked.code);
    expect(view.stdout).toBe("");
    expect(view.stderr).toBe(checked.stderr);
    expect(view.stderr.trimEnd().split("\n").length).toBe(paths.length);
  });

  test("shows what can be read beside a capture that does not exist", async () => {
    const view = new ViewProcess(["nothing-there.strace", SAMPLE]);
    const lines = await linesOf(await answerTo(`${await view.address}stream`));
    expect(lines.some((line) => line.startsWith('{"kind":"finding"'))).toBe(true);
    view.interrupt();
    expect(await view.code).toBe(2);
  });

  test("says that a port is used by another program", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const view = new ViewProcess([SAMPLE, "--port", String(port)]);
    expect(await view.code).toBe(2);
    expect(view.stderr).toBe(`unflushed: port ${port} is used by another program: choose another --port, or none\n`);
    other.close();
  });

  test("a browser that cannot be opened is no problem", async () => {
    const view = new ViewProcess([SAMPLE, "--open"], { ...process.env, PATH: "/nonexistent" });
    await linesOf(await answerTo(`${await view.address}stream`));
    view.interrupt();
    expect(await view.code).toBe(1);
    expect(view.stderr).toBe("");
  });
});
