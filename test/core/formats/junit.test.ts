import { describe, expect, test } from "vitest";
import { plainContext } from "../../../src/core/formats/context.js";
import { junitFormat } from "../../../src/core/formats/junit.js";
import { visible } from "../../../src/core/text/escape.js";
import { escapeXml } from "../../../src/core/text/xml.js";
import type { Level } from "../../../src/index.js";
import { documentOf, firing, NASTY, NASTY_PATH, nasty, recordsOf, samples } from "./documents.js";
import { junitErrors } from "./schemas.js";

const failing = (...levels: Level[]) => ({
  ...plainContext,
  fails: (level: Level) => levels.includes(level),
});

function junit(options = failing("error"), ...captures: Parameters<typeof recordsOf>): string {
  return documentOf(junitFormat(options), recordsOf(...captures));
}
const sample = (name: string) => samples.filter(({ path }) => path.endsWith(name));
const page = (rule: string) => firing.filter(({ path }) => path.includes(`/${rule}.md`));

test("one suite per capture with its counts, one case per exchange", () => {
  const xml = junit(undefined, sample("hyper-25-requests-3.3MB.strace"));
  expect(xml).toContain(
    '<testsuite name="samples/hyper-25-requests-3.3MB.strace" tests="25" failures="19" errors="0" skipped="0">',
  );
  expect(xml.match(/<testcase /g)).toHaveLength(25);
  expect(xml.match(/<failure /g)).toHaveLength(19);
});

test("a finding about no exchange is a case of its own, among the exchanges of its connection", () => {
  const cases = junit(undefined, page("write-after-shut-wr")).match(/(?<=classname="[^"]*") name="[^"]*"/g);
  expect(cases).toEqual([' name="write-after-shut-wr"', ' name="GET /a"']);
});

describe("a case keeps its name when a capture is recorded again", () => {
  const namesOf = (text: string): string[] => {
    const xml = junit(undefined, [{ path: "x", text }]);
    return [...xml.matchAll(/<testcase [^>]*? name="([^"]*)"/g)].map(([, name = ""]) => name);
  };
  const answer = (fd: number, port: number, target: string): string => {
    const socket = `${fd}<TCP:[127.0.0.1:80->127.0.0.1:${port}]>`;
    return [
      `1 accept4(3<TCP:[127.0.0.1:80]>, NULL, NULL, 0) = ${socket}`,
      `1 read(${socket}, "GET ${target} HTTP/1.1\\r\\n\\r\\n", 99) = ${target.length + 17}`,
      `1 write(${socket}, "HTTP/1.1 204 No Content\\r\\n\\r\\n", 27) = 27`,
      `1 close(${socket}) = 0\n`,
    ].join("\n");
  };

  test("the request, the server, and which of those that are alike it is", () => {
    expect(namesOf(answer(7, 5000, "/a") + answer(7, 5001, "/b") + answer(7, 5002, "/a"))).toEqual([
      "GET /a at 127.0.0.1:80",
      "GET /b at 127.0.0.1:80",
      "GET /a at 127.0.0.1:80 #2",
    ]);
  });

  test("connections before it, other ports and other fds change nothing", () => {
    const again = namesOf(answer(9, 6000, "/new") + answer(8, 6001, "/a") + answer(8, 6002, "/b"));
    expect(again.slice(1)).toEqual(["GET /a at 127.0.0.1:80", "GET /b at 127.0.0.1:80"]);
  });
});

test("a failure says when it was and who the peer was", () => {
  const xml = junit({ ...failing("error"), date: "2026-12-01" }, sample("/hyper-14.9MB-truncated.strace"));
  expect(xml).toContain("at 2026-12-01T10:29:48.110, peer inode 415643&#10;");
});

test("findings fail at the levels that --fail-on names; the others are output", () => {
  const peer = page("peer-aborted");
  expect(junit(failing("error"), peer)).toContain('failures="0"');
  expect(junit(failing("error"), peer)).toContain("<system-out>note[peer-aborted]");
  expect(junit(failing("error", "warning", "note"), peer)).toContain('<failure message="the peer hung up');
});

test("a response that cannot be judged is skipped, and says why", () => {
  const xml = junit(undefined, sample("hyper-network-only.strace"));
  expect(xml).toContain('<skipped message="undetermined writes-not-traced"/>');
});

describe("no pipeline goes green on what proves nothing", () => {
  const nothing = sample("hyper-network-only.strace");

  test("a run that judged no response is an error", () => {
    expect(junit(undefined, nothing)).toContain('<error message="no response was seen');
    expect(junit(undefined, sample("nginx-small.strace"))).not.toContain("<error");
  });

  test("unless that is allowed", () => {
    expect(junit({ ...failing("error"), passesWithNoResponses: true }, nothing)).not.toContain("<error");
  });

  test("a capture that could not be read is an error", () => {
    const xml = junit(undefined, sample("nginx-small.strace"), [{ path: "x.gz", text: "x.gz is damaged" }]);
    expect(xml).toContain('<error message="x.gz is damaged" type="capture-damaged"/>');
  });
});

test("findings of a capture that broke off are reported, though their connections never ended", () => {
  const lines = recordsOf(sample("hyper-14.9MB-truncated.strace"), [{ path: "b", text: "b is damaged" }]);
  const finding = lines.filter(({ kind }) => kind === "finding");
  const broken = [...lines.slice(0, -2), ...finding, ...lines.slice(-2)];
  const xml = documentOf(junitFormat(failing("error")), broken);
  expect(xml).toContain('<testsuite name="b" tests="2" failures="1" errors="1" skipped="0">');
});

describe("nothing that a program can name is taken for markup", () => {
  test("the document is well-formed, holds no control character, and its names read as they were", async () => {
    const xml = junit(undefined, [nasty], [{ path: NASTY_PATH, text: NASTY_PATH }]);
    expect(await junitErrors([xml])).toEqual([]);
    expect(xml.replaceAll("\n", "")).toBe(visible(xml.replaceAll("\n", "")));
    expect(xml).toContain(`<testsuite name="${escapeXml(NASTY_PATH)}"`);
    expect(xml).toContain(`name="GET ${escapeXml(NASTY)}`);
  });

  test("what XML cannot hold is made visible, what it would read is escaped", () => {
    expect(escapeXml("a\u0000b\u001b[31m\ufffe\ud800")).toBe("a\\x00b\\x1b[31m\\xfffe\\xd800");
    expect(escapeXml("]]><x y='\"'>&amp;")).toBe("]]&gt;&lt;x y=&apos;&quot;&apos;&gt;&amp;amp;");
  });
});
