import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linkOf, readLink, simulateCommand } from "../../../src/page/simulator/model/address.js";
import { simulationCase, USUAL_SETTINGS } from "../../../src/page/simulator/model/settings.js";
import { CASE_OPTIONS } from "../../../src/tools/simulate/case-options.js";
import { caseValue, caseValueText } from "../../../src/tools/simulate/case-values.js";
import { budget } from "../../budget.js";
import { unflushed } from "../../cli/run.js";

const LINK =
  "policy=flushing-state&body=3.3MB&sndbuf=64KiB&read-rate=1.2GB/s&delay=5ms&jitter=0.5&seed=7&dialect=file&at=312us&speed=0.5";

test("a link without values shows the known case", () => {
  expect(readLink("")).toEqual({ settings: USUAL_SETTINGS, problems: [] });
  expect(linkOf(USUAL_SETTINGS)).toBe("");
  expect(simulateCommand(USUAL_SETTINGS)).toBe("unflushed simulate");
});

test("a link names its values as the command's options, and is written again as it was read", () => {
  const { settings, problems } = readLink(`#${LINK}`);
  expect(problems).toEqual([]);
  expect(settings.wanted).toMatchObject({ policy: "flushing-state", body: 3_300_000, sndbuf: 65_536, delay: 5_000 });
  expect(settings).toMatchObject({ dialect: "file", at: 312, speed: 0.5 });
  expect(linkOf(settings)).toBe(LINK);
});

test("the command has the parameters, and not what only the page has", () => {
  expect(simulateCommand(readLink(LINK).settings)).toBe(
    "unflushed simulate --policy flushing-state --body 3.3MB --sndbuf 64KiB --read-rate 1.2GB/s --delay 5ms --jitter 0.5 --seed 7 --dialect file",
  );
});

test("a dialect without -f has one thread, as in the command", () => {
  expect(simulationCase(readLink("dialect=bare").settings).threads).toBe(1);
  expect(simulationCase(USUAL_SETTINGS).threads).toBe(3);
});

describe("a bad value falls back, and is said", () => {
  test.each([
    ["body=much", /^the link's body=much is left out: --body much is not a size/],
    ["policy=hope", /policy=hope is left out: --policy hope is not one of discard-pending, /],
    ["read-rate=-1", /read-rate=-1 is left out: --read-rate -1 is not a rate/],
    ["jitter=2", /jitter=2 is left out: --jitter 2 is not a share/],
    ["connections=5000", /connections=5000 is left out: --connections 5000 is out of range/],
    ["sndbuf=0", /sndbuf=0 is left out: --sndbuf 0 holds nothing/],
    ["chunk=0", /chunk=0 is left out: --chunk 0 holds nothing/],
    ["body=9GB", /body=9GB is left out: this page shows at most 2,000 full socket buffers/],
    ["framing=chunked&chunk=1", /chunk=1 is left out: that body takes more than 1,000,000 chunks/],
    ["dialect=bare&threads=2", /threads=2 is left out: strace without -f sees one thread only/],
    ["speed=9", /speed=9 is left out: --speed 9 is not one of 0.25, /],
    ["colour=red", /^the link names colour, which is no parameter here: it is left out$/],
    ["body=", /^the link's body=an empty text is left out/],
  ])("%s", (link, sentence) => {
    const { settings, problems } = readLink(`${link}&seed=3`);
    expect(problems).toEqual([expect.stringMatching(sentence)]);
    expect(settings.wanted.seed).toBe(3);
  });

  test("a long one is quoted in part", () => {
    expect(readLink(`${"x".repeat(5_000)}=1`).problems[0]?.length).toBeLessThan(200);
  });
});

test("a large body is shown if the socket buffer, which comes later, is large as well", () => {
  expect(readLink("body=2GB&sndbuf=64MiB").problems).toEqual([]);
});

describe("every value that an option takes is read again from its own text", () => {
  test.each(
    CASE_OPTIONS.filter(({ kind }) => kind !== "choice").map((row) => [row.name, row] as const),
  )("%s", (_, row) => {
    const values = row.kind === "share" ? fc.integer({ max: 100, min: 0 }).map((n) => n / 100) : fc.nat(80e9);
    fc.assert(
      fc.property(values, (value) => {
        expect(caseValue(row, caseValueText(row, value))).toBe(value);
      }),
      budget(100),
    );
  });
});

test("the help of the command lists the same parameters, in the same order", async () => {
  const { stdout } = await unflushed(["simulate", "--help"]);
  const options = [...stdout.matchAll(/^ {2}--([\w-]+)/gm)].map(([, name]) => name);
  expect(options.slice(0, CASE_OPTIONS.length)).toEqual(CASE_OPTIONS.map(({ name }) => name));
});
