import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyzeText } from "../../../src/analyze/analyze-text.js";
import { SILENT_REASONS } from "../../../src/core/analysis/silence/reasons.js";
import { RECORD_PID } from "../../../src/core/recipe.js";

/** docs/reference/nothing-judged.md has a section for each reason, with captures that lead to it. */
const page = readFileSync(new URL("../../../docs/reference/nothing-judged.md", import.meta.url), "utf8");
const sections = new Map([...page.matchAll(/^## (.+)$([\s\S]*?)(?=^## |(?![\s\S]))/gm)].map((all) => [all[1], all[2]]));
const plain = (text: string): string => text.replace(/\s+/g, " ").replaceAll("`", "");
const silenceIn = (strace: string) => analyzeText(strace).capture.silence;

test("a section for each reason, and no other", () => {
  expect([...sections.keys()]).toEqual(Object.keys(SILENT_REASONS));
});

describe.each(Object.entries(SILENT_REASONS))("%s", (code, message) => {
  const section = sections.get(code) ?? "";
  const captures = [...section.matchAll(/^```strace\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => text);

  test("the page says the sentence", () => {
    const usual = `; run ${RECORD_PID}`;
    const sentence = message.endsWith(usual) ? message.slice(0, -usual.length) : message;
    expect(plain(section).toLowerCase()).toContain(`${sentence.toLowerCase()}.`);
  });

  test("each capture of the page comes to it", () => {
    expect(captures.length).toBeGreaterThan(0);
    for (const capture of captures) expect([capture, silenceIn(capture)]).toEqual([capture, { code, message }]);
  });

  test("the sentence ends in a whole command", () => {
    expect(message).toMatch(/; run strace -f .*-e trace=network,desc,process .*(?:-p PID|\.\/server)$/);
  });
});

/** A connection that carries another protocol, and one that answers in HTTP. */
const other = (fd: number): string =>
  `accept4(3, NULL, NULL, SOCK_CLOEXEC) = ${fd}\nread(${fd}, "PING\\r\\n", 9) = 6\nwrite(${fd}, "+PONG\\r\\n", 7) = 7\nclose(${fd}) = 0\n`;
const whole = (fd: number): string =>
  `accept4(3, NULL, NULL, SOCK_CLOEXEC) = ${fd}\nread(${fd}, "GET / HTTP/1.1\\r\\n\\r\\n", 99) = 18\n` +
  `write(${fd}, "HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n", 38) = 38\nclose(${fd}) = 0\n`;
const unused = (fd: number): string =>
  `accept4(3, NULL, NULL, SOCK_CLOEXEC) = ${fd}\nread(${fd}, "", 9) = 0\nclose(${fd}) = 0\n`;

/** The connections at whose end a reason was reported, while the lines were read. */
function toldIn(strace: string): string[] {
  const told: string[] = [];
  analyzeText(strace, { onSilence: ({ id }, { code }) => void told.push(`${id} ${code}`) });
  return told;
}

describe("while a capture is recorded", () => {
  test("the reason is reported once, at the first connection that ends so", () => {
    expect(toldIn(other(4) + other(5) + other(6))).toEqual(["c1 other-protocol"]);
  });

  test("nothing is reported after a response was judged", () => {
    expect(toldIn(whole(4) + other(5))).toEqual([]);
  });

  test("a connection without a byte is passed over: the next may be judged", () => {
    expect(toldIn(unused(4) + whole(5))).toEqual([]);
    expect(toldIn(unused(4) + other(5))).toEqual(["c2 other-protocol"]);
  });

  test("what the end of the capture ends is left to the end", () => {
    const open = other(4).replace(/close.*\n/, "");
    expect(toldIn(open)).toEqual([]);
    expect(silenceIn(open)?.code).toBe("other-protocol");
  });
});

test("a capture with a judged response has no reason", () => {
  expect(silenceIn(other(4) + whole(5))).toBeNull();
});
