import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { palette } from "../../../src/core/text/colors.js";
import type { SideComparison } from "../../../src/tools/compare/comparison.js";
import { compareText } from "../../../src/tools/compare/report/text.js";
import { proseBeyond } from "../../cli/prose-beyond.js";
import {
  abandoned,
  aborted,
  comparisonOf,
  cut,
  overrun,
  reset,
  stalled,
  times,
  unclear,
  waited,
  whole,
} from "./captures.js";

const names = { before: "a/rather/long/folder/of/captures/before.strace", after: "after.strace" };

function textOf(comparison: SideComparison, width = 80, isColored = false): string {
  return compareText(comparison, names, { width, paint: palette(isColored), unicode: true });
}

const a = "GET /a";
const everything =
  [whole, waited, cut, overrun, reset, stalled, aborted, unclear].map((make) => make(a)).join("") + abandoned();
const targets = Array.from({ length: 30 }, (_, index) => `GET /path/to/some/target/${index}`);
const manyCut = targets.map((request, index) => cut(request, index)).join("");
const long = `GET /${"long".repeat(60)}`;

const RECORD = "strace -f -tt -yy -s 4096 -e trace=network,desc,process -o server.strace -p PID";

describe("no prose is wider than the page", () => {
  const comparisons: readonly (readonly [string, SideComparison])[] = [
    ["every verdict", comparisonOf(times(3, whole(a)), everything)],
    ["many targets that became worse", comparisonOf(targets.map(whole).join(""), manyCut)],
    ["a long target that was not asked for again", comparisonOf(cut(long), whole(a))],
    ["a long target that became worse", comparisonOf(whole(long) + whole(a), cut(long) + whole(a))],
    ["nothing judged", comparisonOf(unclear(a), unclear(long))],
    ["nothing at all", comparisonOf("", "")],
  ];
  test.each([40, 60, 80, 200])("%d columns", (width) => {
    for (const [what, comparison] of comparisons) {
      expect(proseBeyond(textOf(comparison, width), width, [names.before, long, RECORD]), what).toEqual([]);
    }
  });
});

test("colours change nothing but colours", () => {
  for (const width of [40, 80]) {
    const comparison = comparisonOf(times(3, whole(a)), everything + whole("GET /b"));
    expect(stripVTControlCharacters(textOf(comparison, width, true))).toBe(textOf(comparison, width));
  }
});

describe("the headline", () => {
  const headline = (before: string, after: string): string => textOf(comparisonOf(before, after)).split("\n")[0] ?? "";

  test("counts responses", () => {
    expect(headline(times(3, cut(a)) + whole(a), times(5, whole(a)))).toBe(
      "better: 3 of 4 responses truncated -> 0 of 5",
    );
  });

  test("counts the judged ones if others were not judged", () => {
    expect(headline(times(3, cut(a)), times(2, whole(a)) + aborted(a))).toBe(
      "better: 3 of 3 judged responses truncated -> 0 of 2",
    );
  });

  test("says what went wrong, on whichever side", () => {
    expect(headline(cut(a) + overrun(a), stalled(a) + whole(a))).toBe(
      "better: 2 of 2 responses truncated, overrun or stalled -> 1 of 2",
    );
  });

  test("says that nothing was judged", () => {
    expect(headline(cut(a), unclear(a))).toBe("unproven: 1 of 1 judged responses truncated -> nothing judged");
    expect(headline(unclear(a), whole(a))).toBe("unproven: nothing judged -> 0 of 1 judged responses truncated");
  });

  test("says why, and what to do", () => {
    const text = textOf(comparisonOf(cut(a), "shutdown(7, SHUT_WR) = 0\n"));
    expect(text).toMatch(/^because after: no response was judged; only-shutdown-traced: .*record with/ms);
  });
});

test("the targets that lost most are shown, and the others counted", () => {
  const text = textOf(comparisonOf(manyCut, manyCut));
  expect(text.match(/^GET \/path/gm)).toHaveLength(20);
  expect(text).toMatch(/^GET \/path\/to\/some\/target\/0 .* 1,000 /m);
  expect(text).toMatch(/^10 more targets: --format json lists them all$/m);
});

test("lost bytes that are not known are not shown as none", () => {
  const chunked = `10 accept4(3, {sa_family=AF_INET, sin_port=htons(5000), sin_addr=inet_addr("127.0.0.1")}, [16], 0) = 7
10 read(7, "GET /b HTTP/1.1\\r\\n\\r\\n", 8192) = 19
10 write(7, "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nhello\\r\\n", 57) = 57
10 epoll_wait(4, [], 64, 0) = 0
10 close(7) = 0
`;
  const text = textOf(comparisonOf(chunked + cut(a), whole(a) + whole("GET /b")));
  expect(text).toMatch(/^lost bytes +>=900 +0$/m);
  expect(text).toMatch(/^losses of unknown size +1 +0$/m);
  expect(text).toMatch(/^ {2}of all body bytes +- +0%$/m);
  expect(text).toMatch(/^GET \/b .* unknown +-> +0 +better$/m);
});

test("the rule of three is printed, and whether it leaves no proof of a fix", () => {
  const text = textOf(comparisonOf(cut(a) + times(24, whole(a)), times(25, whole(a)))).replaceAll(/\s+/g, " ");
  expect(text).toContain(
    "caution none of 25 failed after, so that at 95% confidence up to 12.0% still may (3/n, the rule of three), and before it was 4.0%: this is no proof of a fix",
  );
});

test("a blind spot of both sides is printed once", () => {
  const text = textOf(comparisonOf(unclear(a), unclear(a)));
  expect(text.match(/blind spot/g)).toHaveLength(1);
  expect(text).toContain("blind spot (before and after) head-cut-by-string-limit: ");
});

test("sides that were not recorded alike may differ for that reason", () => {
  const untimed = whole(a).replaceAll(/12:00:00\.\d+ /g, "");
  expect(textOf(comparisonOf(cut(a), untimed)).replaceAll(/\s+/g, " ")).toContain(
    "caution recorded with -f -tt before and -f after: what strace costs the server is not the same",
  );
  expect(textOf(comparisonOf(cut(a), whole(a)))).not.toContain("recorded with");
});

describe("targets on one side only", () => {
  const some = (...names: string[]): string => names.map((name) => whole(`GET /${name}`)).join("");
  const textFor = (before: string, after: string, width = 100): string => textOf(comparisonOf(before, after), width);

  test("are in the first line, so that nobody reads better or equal without them", () => {
    expect(textFor(some("a", "b"), some("a"))).toMatch(
      /^equal but 1 of 2 targets on one side only: 0 of 2 responses truncated/,
    );
    expect(textFor(some("a"), some("a"))).toMatch(/^equal: /);
  });

  test("are named, at most three of a side", () => {
    const text = textFor(some("a", "b1", "b2", "b3", "b4", "b5"), some("a", "c"));
    expect(text.replace(/\s+/g, " ")).toContain(
      "caution not the same work: there was GET /b1, GET /b2, GET /b3 and 2 more only before, and GET /c only after; 1 target on both sides",
    );
  });

  test("and every other target are whole, however long they are", () => {
    const name = "long".repeat(40);
    for (const width of [60, 80, 100]) expect(textFor(some("a", name), some("a"), width)).toContain(`GET /${name}\n`);
  });
});
