import { expect, test } from "vitest";
import { ConnectionIds } from "../../src/run/connection-ids.js";

function idsOf(asked: string | undefined, count: number): ConnectionIds {
  const ids = new ConnectionIds(asked);
  for (let number = 1; number <= count; number++) ids.note(`c${number}`);
  return ids;
}

test.each([
  ["c99", 0, "there is none"],
  ["c99", 1, "the only one is c1"],
  ["c99", 3, "there are c1, c2 and c3"],
  ["c99", 25, "there are 25, and near to it are c23, c24 and c25"],
  ["c0", 25, "there are 25, and near to it are c1, c2 and c3"],
  ["x", 1200, "there are 1,200, such as c1, c2 and c3"],
  [undefined, 25, "there are 25, such as c1, c2 and c3"],
])("of the neighbours of %s among %d it is said: %s", (asked, count, sentence) => {
  expect(idsOf(asked, count).others).toBe(sentence);
});

test("it is known whether the one that was asked for is there", () => {
  expect(idsOf("c7", 6).hasSeen).toBe(false);
  expect(idsOf("c7", 7).hasSeen).toBe(true);
});

test("a name that several captures have is named once, and counts for each", () => {
  const ids = idsOf("c9", 2);
  ids.note("c1");
  ids.note("c2");
  expect(ids.others).toBe("there are 4, and near to it are c1 and c2");
});
