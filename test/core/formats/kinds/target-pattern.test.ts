import { expect, test } from "vitest";
import { targetPattern } from "../../../../src/core/formats/kinds/target-pattern.js";

test.each([
  ["/", "/"],
  ["/images/17", "/images/*"],
  ["/images/page12.html", "/images/page*.html"],
  ["/a?x=1&y=2", "/a?*"],
  ["/a?", "/a?*"],
  ["/users/6f1c1e5e-0d5b-4b0e-9f5e-0d5b4b0e9f5e/photo", "/users/*/photo"],
  ["/objects/deadbeefcafe0123", "/objects/*"],
  ["/facade/cafe", "/facade/cafe"],
  ["*", "*"],
  ["", ""],
])("%s is one of %s", (target, pattern) => {
  expect(targetPattern(target)).toBe(pattern);
});
