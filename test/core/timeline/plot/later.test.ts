import { expect, test } from "vitest";
import { Analyzer } from "../../../../src/analyze/analyzer.js";
import { linesOfText } from "../../../../src/core/analysis/lines-of-text.js";
import { palette } from "../../../../src/core/text/colors.js";
import { timelineText } from "../../../../src/core/timeline/text.js";
import { timelines } from "../../../../src/core/timeline/timelines.js";

/** A program that shuts down after a second, half of the response unsent, and closes the socket at `closedAt` seconds. */
function textOf(closedAt: string): string {
  const capture = `10:00:00.000000 accept(3, NULL, NULL) = 4
10:00:00.500000 read(4, "GET / HTTP/1.1\\r\\n\\r\\n", 100) = 18
10:00:00.600000 write(4, "HTTP/1.1 200 OK\\r\\nContent-Length: 8\\r\\n\\r\\nhalf", 42) = 42
10:00:01.000000 shutdown(4, SHUT_WR) = 0
10:00:${closedAt} close(4) = 0
`;
  let text = "";
  const page = { width: 80, paint: palette(false), unicode: true };
  const analyzer = new Analyzer(
    timelines({}, (timeline) => {
      text = timelineText(timeline, page);
    }),
  );
  linesOfText(capture, (bytes, start, end, pid, isCut) => analyzer.line(bytes, start, end, pid, isCut));
  analyzer.finish("capture");
  return text;
}

test("the close of a socket is in the plot if it comes soon after the end of the stream", () => {
  const text = textOf("01.900000");
  expect(text).toMatch(/^ {8}close │ {54} \+1\.90 s ▲$/m);
  expect(text).toContain("▲ SHUT_WR, close\n");
});

test("a close that comes much later does not squeeze the plot: it is marked at the right edge, with its time", () => {
  const text = textOf("59.000000");
  expect(text).toMatch(/^ {6}SHUT_WR │ {54} \+1\.00 s ▲$/m);
  expect(text).toMatch(/^ {8}close │ {53} \+59\.00 s ▶$/m);
  expect(text).toContain("▲ SHUT_WR  ▶ close comes later\n");
  expect(text).toMatch(/^ {15}0 .* 1 s$/m);
});
