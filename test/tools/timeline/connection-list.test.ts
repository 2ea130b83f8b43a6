import { describe, expect, test } from "vitest";
import type { Connection } from "../../../src/core/analysis/model.js";
import type { Exchange, Verdict } from "../../../src/core/protocols/exchange.js";
import { palette } from "../../../src/core/text/colors.js";
import { Timeline } from "../../../src/core/timeline/timeline.js";
import { ChosenTimeline } from "../../../src/tools/timeline/chosen-timeline.js";
import { connectionList } from "../../../src/tools/timeline/connection-list.js";

interface Answer {
  readonly verdict: Verdict;
  readonly lost?: number | null;
  readonly target?: string;
}

/** A connection that is over, with responses that ended so. */
function over(number: number, answers: readonly Answer[], facts: Partial<Connection> = {}): Timeline {
  const timeline = new Timeline({
    id: `c${number}`,
    pid: 7,
    fd: 4,
    transport: "tcp",
    role: "server",
    protocol: "http/1",
    local: "127.0.0.1:80",
    peer: `127.0.0.1:${40_000 + number}`,
    opened: { line: number, time: 3600 + number },
    ended: null,
    ...facts,
  });
  timeline.clock = "day";
  for (const { verdict, lost = 0, target = "/a" } of answers) {
    const request = { method: "GET", target, line: 1 };
    timeline.exchange({ request, response: null, verdict, cause: null, outstandingBytes: lost } as Exchange);
  }
  return timeline;
}

const whole: Answer = { verdict: "complete" };

function chosen(timelines: readonly Timeline[]): ChosenTimeline {
  const found = new ChosenTimeline();
  for (const each of timelines) found.take(each);
  return found;
}

function listOf(timelines: readonly Timeline[], { path = "a.strace", width = 120 } = {}): string[] {
  const page = { width, paint: palette(false), unicode: true };
  return connectionList(chosen(timelines).rows, path, page).split("\n");
}

describe("of the connections of a capture", () => {
  const [one, other, silent] = [over(1, [whole]), over(2, [whole]), over(3, [])] as const;

  test("the only one that carried a response is shown", () => {
    expect(chosen([silent, one]).timeline).toBe(one);
    expect(chosen([one, silent]).timeline).toBe(one);
  });

  test("none is shown if several did, also if they end one after the other", () => {
    expect(chosen([one, other]).timeline).toBeNull();
    expect(chosen([one, other, over(4, [whole])]).timeline).toBeNull();
  });

  test("the only one is shown, although it carried none", () => {
    expect(chosen([silent]).timeline).toBe(silent);
    expect(chosen([silent, over(4, [])]).timeline).toBeNull();
  });
});

describe("a list of connections", () => {
  test("has a row for each, in the order of their ids, and names the one that lost most", () => {
    const worst = [whole, { verdict: "truncated", lost: 1234 }] as const;
    expect(listOf([over(10, worst), over(2, [{ verdict: "truncated", lost: 5, target: "/b" }]), over(1, [])])).toEqual([
      "id   opened        peer                 lost  verdicts   first request",
      "c2   01:00:02.000  <- 127.0.0.1:40002      5  truncated  GET /b",
      "c10  01:00:10.000  <- 127.0.0.1:40010  1,234  1 truncated, 1 complete  GET /a  and 1 more",
      "2 connections, 2 with truncated responses: choose one, such as the one that lost most (--all shows all):",
      "  unflushed timeline a.strace --connection c10",
      "",
    ]);
  });

  test("has no column that is empty in each row", () => {
    const unknown = { peer: null, opened: { line: 1, time: null } };
    expect(listOf([over(1, [whole], unknown), over(2, [whole], unknown)]).slice(0, 4)).toEqual([
      "id  verdicts   first request",
      "c1  complete   GET /a",
      "c2  complete   GET /a",
      "2 connections: choose one (--all shows all):",
    ]);
  });

  test("points from a client to the server that it asked", () => {
    expect(listOf([over(1, [whole], { role: "client" }), over(2, [whole])])[1]).toContain("-> 127.0.0.1:40001");
  });

  test("says that a loss is unknown, or known in part", () => {
    const [unknown, known] = [
      { verdict: "truncated", lost: null },
      { verdict: "truncated", lost: 70 },
    ] as const;
    const rows = listOf([over(1, [unknown]), over(2, [unknown, known])]);
    expect(rows[1]).toMatch(/ unknown {2}truncated /);
    expect(rows[2]).toMatch(/ 70 \+ \? {2}2 truncated /);
  });

  test("names connections that carried nothing if no other did", () => {
    expect(listOf([over(1, []), over(2, [])])[1]).toMatch(/ no response$/);
  });

  test("of very many keeps those with responses that failed, and counts the rest", () => {
    const many = Array.from({ length: 2000 }, (_, at) =>
      over(at + 1, at === 1990 ? [{ verdict: "truncated", lost: 1 }] : [whole]),
    );
    const rows = listOf(many);
    expect(rows.find((row) => row.startsWith("c1991 "))).toContain("truncated");
    expect(rows).toContain("... 1,499 connections left out: --fd and --pid narrow the list");
    expect(rows.at(-3)).toContain("2,000 connections, 1 with truncated responses");
  });

  test("quotes a path that a shell would read otherwise, and never breaks the command", () => {
    const rows = listOf([over(1, [whole]), over(2, [whole])], { path: "it's mine.strace", width: 40 });
    expect(rows).toContain("  unflushed timeline 'it'\\''s mine.strace' --connection c1");
  });
});
