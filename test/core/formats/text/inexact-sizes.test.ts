import { describe, expect, test } from "vitest";
import { plainContext } from "../../../../src/core/formats/context.js";
import { htmlFormat } from "../../../../src/core/formats/html/html.js";
import { markdownFormat } from "../../../../src/core/formats/markdown/markdown.js";
import { textFormat } from "../../../../src/core/formats/text/text.js";
import { viewStreamIn } from "../../../view-stream.js";
import { documentOf, recordsOf, samples } from "../documents.js";

/** A response whose declared length is more than can be counted. */
function endless() {
  const socket = "7<TCP:[127.0.0.1:80->10.0.0.1:20000]>";
  const head = "HTTP/1.1 200 OK\\r\\nContent-Length: 99999999999999999999\\r\\n\\r\\n";
  const lines = [
    `10 10:00:00.0 accept4(3<TCP:[127.0.0.1:80]>, NULL, NULL, 0) = ${socket}`,
    `10 10:00:00.1 read(${socket}, "GET /x HTTP/1.1\\r\\n\\r\\n", 8192) = 19`,
    `10 10:00:00.2 sendto(${socket}, "${head}xxxx", 61, 0, NULL, 0) = 61`,
    `10 10:00:00.3 sendto(${socket}, "xxxx"..., 480, 0, NULL, 0) = -1 EAGAIN (Resource temporarily unavailable)`,
    `10 10:00:00.4 shutdown(${socket}, SHUT_WR) = 0`,
    `10 10:00:00.5 close(${socket}) = 0`,
  ];
  return recordsOf([{ path: "endless.strace", text: `${lines.join("\n")}\n` }]);
}
const LEAST = "at least 9,007,199,254,740,987";

describe("of a number that is not exact, the column of calls says the same as the sentence", () => {
  test("at least so many bytes", () => {
    const text = documentOf(textFormat(plainContext), endless());
    expect(text.replace(/\s+/g, " ")).toContain(`with ${LEAST} of`);
    expect(text).toMatch(new RegExp(`shutdown +SHUT_WR +${LEAST} +outstanding`));
    expect(documentOf(markdownFormat(plainContext), endless())).toContain(`| ${LEAST} | outstanding |`);
  });

  test("up to so many, because a write never returned", () => {
    const killed = samples.filter(({ path }) => path.endsWith("python-killed-mid-body.strace"));
    const text = documentOf(textFormat(plainContext), recordsOf(killed));
    const [, most] = /with (up to [\d,]+) of/.exec(text) ?? [];
    expect(text).toMatch(new RegExp(` ${most} +outstanding`));
  });

  test("and the evidence in the records says why", () => {
    const report = documentOf(
      htmlFormat({ ...plainContext, reportPage: () => "<!-- records -->" }),
      recordsOf(samples),
    );
    const evidence = viewStreamIn(report)
      .split("\n")
      .filter((line) => line.startsWith('{"kind":"finding"'))
      .map((line) => JSON.parse(line).evidence);
    expect(evidence.some(({ inDoubtBytes }) => inDoubtBytes > 0)).toBe(true);
    expect(evidence.some(({ inDoubtBytes }) => inDoubtBytes === undefined)).toBe(true);
  });
});
