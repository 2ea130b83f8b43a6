import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Analyzer } from "../../../src/analyze/analyzer.js";
import { linesOfText } from "../../../src/core/analysis/lines-of-text.js";
import { palette } from "../../../src/core/text/colors.js";
import { timelineText } from "../../../src/core/timeline/text.js";
import type { Timeline } from "../../../src/core/timeline/timeline.js";
import { type TimelineFilter, timelines } from "../../../src/core/timeline/timelines.js";

const sample = (name: string): string => readFileSync(new URL(`../../../samples/${name}`, import.meta.url), "latin1");

function timelinesOf(text: string, filter: TimelineFilter = {}): Timeline[] {
  const found: Timeline[] = [];
  const analyzer = new Analyzer(timelines(filter, (timeline) => found.push(timeline)));
  linesOfText(text, (bytes, start, end, pid, isCut) => analyzer.line(bytes, start, end, pid, isCut));
  analyzer.finish("capture");
  return found;
}

const page = { width: 100, paint: palette(false), unicode: true };
const ids = (found: readonly Timeline[]): string[] => found.map(({ connection }) => connection.id);

describe("timelines", () => {
  const three = sample("hyper-narrow-filter-3-requests.strace");

  test("there is one for each connection", () => {
    expect(ids(timelinesOf(three))).toEqual(["c1", "c2", "c3"]);
  });

  test("a filter keeps the connections that match it", () => {
    expect(ids(timelinesOf(three, { connection: "c2" }))).toEqual(["c2"]);
    expect(timelinesOf(three, { fd: 99 })).toEqual([]);
    expect(timelinesOf(three, { pids: [1] })).toEqual([]);
  });

  test("a pid matches every thread that made a call on the connection", () => {
    const cut = sample("hyper-tcp-14.9MB-truncated.strace");
    expect(ids(timelinesOf(cut, { pids: [25803] }))).toEqual(["c1"]); // it accepted the connection
    expect(ids(timelinesOf(cut, { pids: [25805] }))).toEqual(["c1"]); // it wrote the response
  });
});

describe("the text of a timeline", () => {
  const [timeline] = timelinesOf(sample("hyper-tcp-14.9MB-truncated.strace"));
  const lines = timeline ? timelineText(timeline, page).split("\n") : [];

  test("says what each call moved, and what was outstanding after it", () => {
    expect(lines[4]).toMatch(/^ +73 +\+18\.3 ms +25805 +writev +14,900,108 +3,919,872 +3,919,764 +10,980,236 +short$/);
    expect(lines[5]).toMatch(/^ +74 .* writev +10,980,236 +EAGAIN/);
  });

  test("ends with the verdict, and a plot that marks the end", () => {
    expect(lines[8]).toBe("POST /14900000 -> 200  truncated by shut-wr, 10,980,236 bytes outstanding");
    expect(lines[9]).toMatch(/^body bytes: {2}── accepted 3,919,764 {2}┄┄ declared 14,900,000 /);
    expect(lines.find((line) => line.includes("14.9 MB"))).toMatch(/^ +14\.9 MB ┤┄+$/);
    expect(lines.find((line) => line.startsWith("      SHUT_WR │"))).toMatch(/ \+24\.0 ms ▲$/);
  });

  test("says at what time of day the connection opened, if a clock shows it", () => {
    const text = timeline ? timelineText(timeline, page) : "";
    expect(text).toMatch(/^c1 .* {2}opened 10:30:23\.362$/m);
    expect(text).toMatch(/^ +time since 10:30:23\.362$/m);
    const [relative] = timelinesOf(sample("threads-strace-5.10-relative.strace"));
    expect(relative && timelineText(relative, page)).toMatch(/^ +time since the connection opened$/m);
  });

  test("marks a refused write in the column in which its step is", () => {
    const step = lines.find((line) => line.includes("╯")) ?? "";
    const refused = lines.find((line) => line.startsWith("refused write")) ?? "";
    expect(refused.indexOf("×")).toBe(step.indexOf("╯"));
  });

  test("is as wide as the page at most", () => {
    const [narrow] = timelinesOf(sample("hyper-tcp-14.9MB-truncated.strace"));
    const text = narrow ? timelineText(narrow, { ...page, width: 60 }) : "";
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBe(60);
  });

  test("shows the calls of one thread without a column for it", () => {
    const [first] = timelinesOf(`7 accept(3, NULL, NULL) = 4
7 read(4, "GET / HTTP/1.1\\r\\n\\r\\n", 100) = 18
7 write(4, "HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n", 38) = 38
7 close(4) = 0
`);
    expect(first && timelineText(first, page).split("\n")[1]).not.toContain("pid");
  });

  test("has no plot when the connection carried no response", () => {
    const text = `1 socket(AF_INET, SOCK_STREAM, 0) = 3
1 bind(3, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("0.0.0.0")}, 16) = 0
1 listen(3, 5) = 0
1 accept(3, NULL, NULL) = 4
1 close(4) = 0
`;
    const [empty] = timelinesOf(text);
    expect(empty && timelineText(empty, page)).not.toContain("body bytes");
  });
});
