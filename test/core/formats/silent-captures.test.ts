import { describe, expect, test } from "vitest";
import { analyzeText } from "../../../src/analyze/analyze-text.js";
import type { FormatContext } from "../../../src/core/formats/context.js";
import { plainContext } from "../../../src/core/formats/context.js";
import { githubFormat } from "../../../src/core/formats/github.js";
import { junitFormat } from "../../../src/core/formats/junit.js";
import { markdownFormat } from "../../../src/core/formats/markdown/markdown.js";
import { sarifFormat } from "../../../src/core/formats/sarif/sarif.js";
import { textFormat } from "../../../src/core/formats/text/text.js";
import { RecordLine } from "../../../src/core/records/record-line.js";
import { recordsOf as recordsOfCaptures } from "../../../src/core/records/records-of.js";
import { documentOf } from "./documents.js";

const SHUTDOWN = "shutdown(7, SHUT_WR) = 0\n";
const LS = 'write(1, "a", 1) = 1\n';
const TLS = String.raw`accept4(3, NULL, NULL, 0) = 4
read(4, "\26\3\1\2\0\1\0\1\374\3\3"..., 517) = 517
close(4) = 0
`;
const SENTENCE = /only shutdown was traced, so it is not known which bytes went before it/gi;

function recordsOf(...captures: string[]): RecordLine[] {
  const analyses = captures.map((text, index) => {
    const analysis = analyzeText(text);
    return { ...analysis, capture: { ...analysis.capture, path: `${index}.strace` } };
  });
  return [...recordsOfCaptures(analyses, { version: "1.2.3" })];
}

const writers = {
  text: textFormat,
  markdown: markdownFormat,
  github: githubFormat,
  junit: junitFormat,
} satisfies Record<string, (context: FormatContext) => unknown>;

describe.each(Object.entries(writers))("%s", (_, make) => {
  const written = (...captures: string[]): string =>
    documentOf(make({ ...plainContext, page: { ...plainContext.page, width: 1000 } }), recordsOf(...captures));

  test("says why nothing could be judged", () => {
    expect(written(SHUTDOWN).match(SENTENCE)).toHaveLength(1);
    expect(written(SHUTDOWN)).toContain("only-shutdown-traced");
  });

  test("says it once for each reason", () => {
    const text = written(SHUTDOWN, SHUTDOWN, LS, SHUTDOWN);
    expect(text.match(SENTENCE)).toHaveLength(1);
    expect(text.match(/no-socket/g)).toHaveLength(1);
  });
});

const JUDGED = String.raw`accept4(3, NULL, NULL, 0) = 4
read(4, "GET / HTTP/1.1\r\n\r\n", 99) = 18
write(4, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 38) = 38
close(4) = 0
`;

describe("a silent capture among captures that were judged", () => {
  const wide = { ...plainContext, page: { ...plainContext.page, width: 1000 } };

  test("text names it with its reason", () => {
    const text = documentOf(textFormat(wide), recordsOf(JUDGED, SHUTDOWN, SHUTDOWN));
    expect(text).toContain("nothing judged in 1.strace, 2.strace: only-shutdown-traced: only shutdown");
  });

  test("text names a few of many", () => {
    const text = documentOf(textFormat(wide), recordsOf(JUDGED, ...Array.from({ length: 6 }, () => SHUTDOWN)));
    expect(text).toContain("nothing judged in 1.strace, 2.strace, 3.strace and 3 more: only-shutdown-traced");
  });

  test("github has a notice, which fails nothing", () => {
    const text = documentOf(githubFormat(wide), recordsOf(JUDGED, SHUTDOWN));
    expect(text).toMatch(/^::notice file=1.strace,title=unflushed%3A nothing judged \(only-shutdown-traced\)::/m);
  });

  test("one that holds what it expects gives no reason", () => {
    const expectation = { lines: [1], expects: {}, isMet: true };
    const records = recordsOf(JUDGED, SHUTDOWN).map((line) =>
      line.value.kind === "capture" ? RecordLine.of({ ...line.value, expectation }) : line,
    );
    expect(documentOf(textFormat(wide), records)).not.toContain("nothing judged");
  });
});

test("sarif: a notification for each capture", () => {
  expect(documentOf(sarifFormat(plainContext), recordsOf(SHUTDOWN, SHUTDOWN)).match(SENTENCE)).toHaveLength(2);
});

test("text: what a blind spot says is not said again", () => {
  const text = documentOf(textFormat(plainContext), recordsOf(TLS));
  expect(text).toContain("blind spot encrypted");
  expect(text).not.toContain("nothing judged");
});

test("text: what was said at the first connection is only named at the end", () => {
  const records = recordsOf(SHUTDOWN);
  const [, , ...rest] = records;
  const { code, message } = analyzeText(SHUTDOWN).capture.silence ?? { code: "no-calls", message: "" };
  const said = RecordLine.of({ kind: "silence", capture: 0, connection: "c1", code, message });
  const text = documentOf(textFormat(plainContext), [...records.slice(0, 2), said, ...rest]);
  expect(text).toMatch(/^not judged c1: only-shutdown-traced: only shutdown was traced/);
  expect(text).toMatch(/^nothing judged only-shutdown-traced: see above$/m);
});

test("a finding that fails the run needs no reason for exit 3", () => {
  const debt =
    'accept4(3, NULL, NULL, 0) = 4\nread(4, "PING\\r\\n", 9) = 6\nwrite(4, "+PONG\\r\\n", 7) = 3\nclose(4) = 0\n';
  const failing = { ...plainContext, fails: () => true };
  const text = documentOf(textFormat(failing), recordsOf(debt));
  expect(text).toContain("short-write-abandoned");
  expect(text).not.toContain("nothing judged");
});
