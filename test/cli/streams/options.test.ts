import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../../temporary-folder.js";
import { unflushed } from "../run.js";
import * as captures from "./captures.js";

const root = temporaryFolder();
const written = (name: string, text: string): string => {
  const path = join(root, name);
  writeFileSync(path, text, "latin1");
  return path;
};
const tls = written("tls.strace", captures.cutTls("a.example"));
const http2 = written("http2.strace", captures.cutHttp2());

describe("--protocol NAME=off", () => {
  const rulesOf = async (...args: string[]): Promise<string[]> => {
    const { stdout } = await unflushed(["check", "--format", "json", ...args, tls, http2]);
    return JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule);
  };

  test("silences one protocol, and no other", async () => {
    expect(await rulesOf()).toEqual(["tls-record-outstanding", "h2-frame-outstanding"]);
    expect(await rulesOf("--protocol", "tls=off")).toEqual(["h2-frame-outstanding"]);
    expect(await rulesOf("--protocol", "tls=off", "--protocol", "http/2=off")).toEqual([]);
  });

  test("counts in threads, too", async () => {
    expect(await rulesOf("--jobs", "1", "--protocol", "tls=off")).toEqual(await rulesOf("--protocol", "tls=off"));
  });

  test("a timeline then has no verdict of it", async () => {
    const [whole, silenced] = [
      await unflushed(["timeline", tls]),
      await unflushed(["timeline", "--protocol", "tls=off", tls]),
    ];
    expect(whole.stdout).toContain("TLS stream  truncated by close, 300 bytes outstanding");
    expect(silenced.stdout).not.toContain("TLS stream");
  });

  test.each([
    ["tls", "does not end with =off: write --protocol tls=off"],
    ["tls=on", "does not end with =off"],
    ["=off", "does not end with =off"],
    ["webscoket=off", "names no protocol (did you mean websocket?)"],
    ["smtp=off", "choose from tls, fastcgi, scgi, http/2, websocket, resp, memcached"],
  ])("%s is bad usage", async (value, said) => {
    for (const command of ["check", "timeline"]) {
      const { code, stderr } = await unflushed([command, "--protocol", value, tls]);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(said) });
    }
    const record = await unflushed(["record", "--protocol", value, "--", "true"]);
    expect({ code: record.code, stderr: record.stderr }).toEqual({ code: 2, stderr: expect.stringContaining(said) });
  });

  test.each(["check", "record", "timeline"])("%s --help explains it", async (command) => {
    expect((await unflushed([command, "--help"])).stdout.replaceAll(/\s+/g, " ")).toContain(
      "--protocol <name=off> do not read a protocol: tls, fastcgi, scgi, http/2, websocket, resp, memcached; may be repeated",
    );
  });
});

describe("a baseline", () => {
  const run = (captured: string, ...args: string[]) =>
    unflushed(["check", "--baseline", join(root, "b.json"), ...args, written("server.strace", captured)]);

  test("suppresses the findings of TLS streams that it has, by the name of the server", async () => {
    await run(captures.cutTls("a.example"), "--update-baseline");
    expect((await run(captures.cutTls("a.example"))).code).toBe(0);
    expect((await run(captures.cutTls("b.example"))).code).toBe(1);
  });

  test("says in words which stream is more or less frequent", async () => {
    await run(captures.cutTls("a.example"), "--update-baseline");
    const { stdout } = await run(captures.cutTls("b.example"));
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("tls-record-outstanding, TLS stream of a.example, by close");
  });

  test.each([
    ["fastcgi", captures.shortFastcgi("/a"), captures.shortFastcgi("/b")],
    ["redis", captures.cutReply(), captures.cutReply() + captures.cutReply()],
  ])("suppresses those of %s, and no more", async (_name, known, other) => {
    await run(known, "--update-baseline");
    expect((await run(known)).code).toBe(0);
    expect((await run(other)).code).toBe(1);
  });
});

describe("an expectation", () => {
  const codeOf = async (expected: string, text: string): Promise<number | null> =>
    (await unflushed(["check", written("expected.strace", `# expect: ${expected}\n${text}`)])).code;

  test("counts streams as responses, and what they lack", async () => {
    expect(await codeOf("truncated 1 outstanding 300 tls-record-outstanding 1", captures.cutTls("a.example"))).toBe(0);
    expect(await codeOf("complete 1 truncated 1 h2-frame-outstanding 1", captures.cutHttp2())).toBe(0);
  });

  test("fails if the stream comes to something else", async () => {
    expect(await codeOf("complete 1", captures.cutTls("a.example"))).toBe(1);
  });
});
