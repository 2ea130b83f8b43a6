import fc from "fast-check";
import { expect, test } from "vitest";
import { parseArguments } from "../../../src/core/strace/arguments/parse-arguments.js";
import { plainJson } from "../../../src/tools/parse/plain-json.js";
import { listJson } from "../../../src/tools/parse/value-json.js";
import { budget, wholeBudget } from "../../budget.js";
import { values } from "../../core/strace/generate.js";
import { printValue } from "../../core/strace/print.js";

/** What is written without values is what is written of values. Returns whether it was. */
function agrees(text: string): boolean {
  const plain = plainJson(text);
  if (plain === null) return false;
  expect(plain, text).toBe(`[${listJson(parseArguments(text) ?? [])}]`);
  return true;
}

const TEXTS = [
  '7<TCP:[127.0.0.1:80->127.0.0.1:4001]>, "HTTP/1.1 200 OK\\r\\n\\0\\377"..., 219264, MSG_NOSIGNAL, NULL, 0',
  "AT_FDCWD</srv>, {st_mode=S_IFREG|0644, st_size=0x10, ...}, 010, -1, 18446744073709551615, 0xffffffffffffffff",
  '{sa_family=AF_INET, sin_port=htons(80), inet_addr("10.0.0.1"), a=1, a=2, 7}, [28 => 16], [1, 2, ...]',
  "~[RTMIN RT_1], [HUP INT], ~[], fd=8</tmp/#21>(deleted), NULL</dev/null>, flags=O_RDONLY|0x8000|A_B",
];

test.each(TEXTS)("%s is written as its values are", (text) => {
  expect(agrees(text)).toBe(true);
});

test("so is a text that was changed anywhere", () => {
  const junk = fc.constantFrom(..." ,()[]{}<>\"'|&=-+~.:;#@!*/\\0x7aAé?$%^");
  fc.assert(
    fc.property(fc.constantFrom(...TEXTS), fc.nat(), fc.nat(3), junk, (text, place, drop, char) => {
      const at = place % (text.length + 1);
      agrees(text.slice(0, at) + char + text.slice(at + drop));
    }),
    budget(3000),
  );
});

test("so are values of any kind", () => {
  let plain = 0;
  fc.assert(
    fc.property(fc.array(values, { maxLength: 4 }), (all) => {
      if (agrees(all.map((value) => printValue(value, { strings: "octal" })).join(", "))) plain++;
    }),
    wholeBudget(1000),
  );
  expect(plain).toBeGreaterThan(10);
});
