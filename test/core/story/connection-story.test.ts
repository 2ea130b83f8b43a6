import { describe, expect, test } from "vitest";
import type { ConnectionEvent } from "../../../src/core/records/event.js";
import { ConnectionStory } from "../../../src/core/story/connection-story.js";
import type { StoryRecord } from "../../../src/core/story/story.js";

/** A connection on which responses are written, one line after the other. */
class Written {
  readonly story = new ConnectionStory(0);
  #line = 0;

  read(received: number, accepted: number | null, role: "server" | "client" = "server"): this {
    return this.#add({ kind: "read", received, asked: 8192, error: null, pieces: [] }, accepted, role);
  }

  write(taken: number, accepted: number | null, asked = taken, role: "server" | "client" = "server"): this {
    const rest = { asked, accepted: taken, error: null, pieces: [], offered: null, injected: false, returned: true };
    return this.#add({ kind: "write", ...rest }, accepted, role);
  }

  find(): this {
    this.story.find(this.#line);
    return this;
  }

  /** The first and the last line of each story. */
  get ranges(): number[][] {
    return this.records.map(({ from, to }) => [from, to]);
  }

  get records(): StoryRecord[] {
    return this.story.records(0, "c1");
  }

  #add(event: object, accepted: number | null, role: "server" | "client"): this {
    const line = ++this.#line;
    const place = { fd: 7, pid: 1, line, time: line, endLine: line, endTime: line, call: "call" };
    this.story.add({
      event: { ...place, ...event } as ConnectionEvent,
      progress: { declared: 1000, accepted, owed: 0 },
      role,
      protocol: "http/1",
    });
    return this;
  }
}

describe("the story of a response", () => {
  test("is forgotten without a finding", () => {
    expect(new Written().read(90, null).write(140, 100).ranges).toEqual([]);
  });

  test("has its request, its writes and what follows them", () => {
    const written = new Written().read(90, null).write(140, 100).write(200, 300).find().read(0, 300);
    expect(written.ranges).toEqual([[1, 4]]);
  });

  test("ends where the next request is read, when fewer bytes are accepted than before", () => {
    const written = new Written().read(90, null).write(340, 300).read(90, 300).write(140, 100).find();
    expect(written.ranges).toEqual([[3, 4]]);
  });

  test("ends there also when the next response is as long", () => {
    const written = new Written().read(90, null).write(60, 20).find().read(90, 20).write(60, 20);
    expect(written.ranges).toEqual([[1, 2]]);
  });

  test("goes on when bytes are written that are not of its body", () => {
    const written = new Written().read(90, null).write(340, 300).read(13, 300).write(9, 300).write(100, 400).find();
    expect(written.ranges).toEqual([[1, 5]]);
  });

  test("of a client begins with what it reads", () => {
    const written = new Written().write(90, null, 90, "client").read(60, 20, "client").write(90, 20, 90, "client");
    expect(written.read(60, 20, "client").find().ranges).toEqual([[3, 4]]);
  });

  test("is kept once for several findings, and also when the next response has begun", () => {
    const written = new Written().read(90, null).write(340, 300).find().find().read(90, 300).write(140, 100);
    written.story.find(1);
    expect(written.ranges).toEqual([[1, 2]]);
  });

  test("is there while its connection is open, up to the line that the finding is about, and later whole", () => {
    const written = new Written().read(90, null).write(340, 300).read(0, 300).find().read(0, 300);
    const soFar = written.story.recordSoFar(0, "c1", 0, 3);
    expect(soFar).toMatchObject({ index: 0, isWhole: false, from: 1, to: 3 });
    expect(written.records).toEqual([{ ...soFar, isWhole: true, to: 4, calls: expect.any(Array) }]);
    expect(written.records[0]?.calls.length).toBe(4);
  });

  test("does not take the request of the next response when it is asked for early", () => {
    const written = new Written().read(90, null).write(340, 300).find().read(90, 300);
    expect(written.story.recordSoFar(0, "c1", 0, 2)?.to).toBe(2);
    expect(written.write(140, 100).ranges).toEqual([[1, 2]]);
  });

  test("is left out if there is no room for it", () => {
    const { story } = new Written().read(90, null).write(140, 100);
    expect(story.find(1, 100)).toBe(null);
    expect(story.leftOut).toBe(1);
    const found = story.find(1);
    const [record] = story.records(0, "c1");
    expect(found?.size).toBeGreaterThan(JSON.stringify(record).length);
  });

  test("has bounded calls and samples, however long it lasts", () => {
    const written = new Written().read(90, null);
    for (let index = 1; index <= 20_000; index++) written.write(10, 10 * index, 20);
    const [story] = written.find().records;
    expect(story?.calls.length).toBeLessThanOrEqual(240);
    expect(story?.calls.reduce((sum, { leftOut }) => sum + 1 + leftOut, 0)).toBe(20_001);
    expect(story?.samples.length).toBeLessThanOrEqual(1025);
    expect(story?.samples.at(-1)?.accepted).toBe(200_000);
  });
});
