import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { ExchangeRecord } from "../../src/core/records/record.js";
import { grouped } from "../../src/core/text/quantities.js";
import { unflushed } from "../cli/run.js";
import { temporaryFolder } from "../temporary-folder.js";
import { both, originAlone, proxyAlone } from "../tools/path/hops.js";
import { captureOf, cellsOf, linesIn, reportBrowser, waitForRows } from "./report-page.js";

const MANY = "samples/hyper-25-requests-3.3MB.strace";
const SEVERAL = ["samples/node-keep-alive.strace", MANY, "samples/nginx-client-aborts.strace"];
const { open, reportOf } = reportBrowser();

describe("the overview", () => {
  test.each([
    ["one capture", [MANY]],
    ["several captures", SEVERAL],
    ["a capture in which nothing was cut", ["samples/node-keep-alive.strace"]],
    ["a capture in which nothing could be judged", ["samples/hyper-tls-cut-in-record.strace"]],
  ])("of %s says what the terminal says", async (_what, captures) => {
    const { stdout } = await unflushed(["check", "--summary", ...captures]);
    const { page } = await open(await reportOf(...captures));
    const shown = [await page.textContent("h1"), ...(await page.locator(".total").allTextContents())];
    const printed = stdout.replace(/\n {2}/g, " ").split("\n");
    for (const sentence of shown) expect(printed).toContain(sentence);
    expect(shown.join("\n")).toMatch(/ responses? /);
  });

  test("says what the captures hide, and what would cure it", async () => {
    const capture = "samples/hyper-string-limit-32.strace";
    const { page } = await open(await reportOf(capture));
    const { stdout } = await unflushed(["check", "--summary", capture], "", { env: { COLUMNS: "500" } });
    const [, code = "", message = "", advice = ""] = /blind spot ([a-z-]+): (.*)\n\s+(.*)/.exec(stdout) ?? [];
    const notices = await page.textContent(".notices");
    for (const text of [code, message, advice]) {
      expect(text).not.toBe("");
      expect(notices).toContain(text);
    }
  });

  test("names the kinds of findings, with a way to the first of each", async () => {
    const { page } = await open(await reportOf(MANY));
    await page.click(".kinds a >> nth=0");
    await expect.poll(() => new URL(page.url()).hash).toBe("#c3.0");
    expect(await page.textContent(".finding .rule")).toBe("shut-wr-outstanding");
  });

  test("lists no finding that another capture shows to be an echo, and says so in a remark", async () => {
    const [proxy, origin] = [captureOf(proxyAlone), captureOf(originAlone)];
    const { page } = await open(await reportOf(proxy, origin));
    expect(await page.locator(".kinds a").allTextContents()).toEqual(["close-outstanding", "passed-on-short"]);
    expect(await page.textContent(".notices")).toContain(
      `elsewhere: 1 finding of premature-eof: bytes were lost first in ${origin}, where that is reported`,
    );
    await page.evaluate('location.hash = "#0.c2.0"');
    await expect.poll(() => page.innerText(".finding h2")).toBe("error premature-eof does not count");
    expect(await page.innerText(".detail p.verdict")).toContain(`first on c1 of ${origin}`);
  });

  test("numbers several captures as their connections are", async () => {
    const captures = [captureOf(proxyAlone), captureOf(originAlone)];
    const { page } = await open(await reportOf(...captures));
    expect(await page.innerText(".captures")).toBe(`0: ${captures[0]}, 1: ${captures[1]}`);
    const origins = (await cellsOf(page, "#exchanges")).map((cells) => cells.at(-1));
    expect(origins.sort()).toEqual(["1.c1", "1.c1", "here"]);
  });

  test("says that records from merge came without calls", async () => {
    const records = await unflushed(["check", "--format", "ndjson", MANY]);
    const folder = temporaryFolder();
    writeFileSync(`${folder}/a.ndjson`, records.stdout);
    await unflushed(["merge", `${folder}/a.ndjson`, "--format", `html=${folder}/merged.html`]);
    const { page, problems } = await open(`${folder}/merged.html`);
    expect(await page.textContent(".notices")).toContain("there are no curves");
    expect(await page.textContent("h1")).toContain("19 of 25 responses cut");
    expect(problems).toEqual([]);
  });
});

describe("the lanes", () => {
  test("show the worst connections first, or all by time", async () => {
    const { page } = await open(await reportOf(MANY));
    const names = (): Promise<string[]> => page.locator(".lane b").allTextContents();
    expect((await names())[0]).toBe("c3");
    await page.check("text=by time");
    expect((await names())[0]).toBe("c1");
  });

  test("say a verdict by a mark and in words, not only by a colour", async () => {
    const { page } = await open(await reportOf(MANY));
    expect(await page.locator(".lane >> nth=0").textContent()).toContain("truncated");
    expect(await page.locator(".lane >> nth=0").locator("svg text").textContent()).toBe("✕");
  });

  test("open a connection at a click, and by keys", async () => {
    const { page } = await open(await reportOf(MANY));
    await page.click(".lane >> nth=1");
    await expect.poll(() => new URL(page.url()).hash).toBe("#c4");
    await page.keyboard.press("Escape");
    await page.focus("[role=listbox]");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).hash).toBe("#c5");
  });
});

describe("the table", () => {
  test("has a row for each record", async () => {
    const file = await reportOf(MANY);
    const { page } = await open(file);
    const records = linesIn(file).filter((line): line is ExchangeRecord => line.kind === "exchange");
    const rows = await cellsOf(page, "#exchanges");
    const expected = records.map(({ request, response, verdict, connection }) => [
      connection,
      `${request?.method} ${request?.target} ${response?.status}`,
      grouped(response?.acceptedBytes ?? null),
      verdict,
    ]);
    const shown = rows.map(([, peer = "", asked = "", , accepted = "", , , verdict = ""]) => [
      peer.split(" ")[0],
      asked,
      accepted,
      verdict.slice(1).split(" ")[0],
    ]);
    expect(shown).toHaveLength(25);
    expect(new Set(shown.map((row) => row.join()))).toEqual(new Set(expected.map((row) => row.join())));
  });

  test("names the origin of each exchange on a path, also of those without a finding", async () => {
    const { page } = await open(await reportOf(captureOf(both)));
    const origins = (await cellsOf(page, "#exchanges")).map((cells) => [cells[1]?.split(" ")[0], cells.at(-1)]);
    expect(Object.fromEntries(origins)).toEqual({ c1: "c3", c2: "c3", c3: "here" });
  });

  test("is sorted by a click on a heading, and says so", async () => {
    const { page } = await open(await reportOf(MANY));
    const first = async (): Promise<string | undefined> => (await cellsOf(page, "#exchanges"))[0]?.[0];
    expect(await page.getAttribute("th.verdict", "aria-sort")).toBe("ascending");
    await page.click("th.time button");
    expect(await page.getAttribute("th.time", "aria-sort")).toBe("ascending");
    expect(await page.getAttribute("th.verdict", "aria-sort")).toBe("none");
    const earliest = await first();
    await page.click("th.time button");
    expect(await page.getAttribute("th.time", "aria-sort")).toBe("descending");
    expect((await first()) ?? "").toMatch(/^10:31:09/);
    expect((await first())?.localeCompare(earliest ?? "")).toBe(1);
  });

  describe("with a filter", () => {
    let page: Page;
    beforeAll(async () => {
      page = (await open(await reportOf(MANY))).page;
    });

    test.each([
      ["3300000", 25],
      ["min-lost=1MB", 19],
      ["min-lost=4MB", 0],
      ["target=/33*", 25],
      ["target=/44*", 0],
      ["status=2xx", 25],
      ["connection=c3", 1],
      ["truncated c3", 1],
      ["server=/run/lab.V9tU.sock", 25],
    ])("%s shows %i exchanges", async (text, count) => {
      await page.fill(".filter input[type=text]", text);
      await waitForRows(page, count);
      expect(await page.textContent("#filter-says")).toBe(count === 25 ? "25 exchanges" : `${count} of 25 exchanges`);
    });
  });

  test.each([
    ["since", "10:31:09.5"],
    ["until", "10:31:09.5"],
    ["since", "2026-12-01T10:31:10Z"],
    ["until", "10:30"],
  ])("with %s=%s shows the exchanges that the command line keeps", async (option, time) => {
    const args = ["check", MANY, `--${option}`, time, "--format", "json"];
    const { stdout, stderr, code } = await unflushed(args);
    const { page } = await open(await reportOf(MANY), `#filter=${option}%3D${encodeURIComponent(time)}`);
    const said = (await page.textContent("#filter-says")) ?? "";
    if (code === 2) expect(said.split(", because ")[1]).toBe(stderr.trim().split(", because ")[1]);
    else await waitForRows(page, JSON.parse(stdout).summary.responses);
  });

  test("has its filter in the address", async () => {
    const { page } = await open(await reportOf(MANY));
    await page.keyboard.press("/");
    await page.keyboard.type("until=10:31:10 c3");
    await expect.poll(() => new URL(page.url()).hash).toBe("#filter=until%3D10%3A31%3A10%20c3");
    await page.evaluate('location.hash = "#filter=connection%3Dc5"');
    await waitForRows(page, 1);
    expect(await page.inputValue(".filter input[type=text]")).toBe("connection=c5");
    await page.fill(".filter input[type=text]", "");
    await expect.poll(() => new URL(page.url()).hash).toBe("#overview");
  });

  test("says what of a filter is not understood", async () => {
    const { page } = await open(await reportOf(MANY));
    await page.fill(".filter input[type=text]", "status=many");
    await expect.poll(() => page.textContent("#filter-says")).toContain("not understood");
    await page.fill(".filter input[type=text]", "");
    await expect.poll(() => page.textContent("#filter-says")).toBe("25 exchanges");
    await page.fill(".filter input[type=text]", "since=noon");
    await expect.poll(() => page.textContent("#filter-says")).toContain("not understood");
  });

  test("leaves out verdicts that are not ticked", async () => {
    const { page } = await open(await reportOf(MANY));
    await page.uncheck(".chip.truncated input");
    await waitForRows(page, 6);
    expect((await cellsOf(page, "#exchanges")).every((cells) => cells[7]?.includes("complete"))).toBe(true);
  });
});

describe("the keyboard alone", () => {
  test("leads to a finding and back", async () => {
    const { page } = await open(await reportOf(MANY));
    await page.keyboard.press("/");
    await page.keyboard.type("c5");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).hash).toBe("#c5.0");
    await page.locator("h1:visible", { hasText: "POST /3300000" }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => new URL(page.url()).hash).toBe("#filter=c5");
    await page.locator("#exchanges:focus").waitFor();
  });

  test("moves through the rows", async () => {
    const { page } = await open(await reportOf(MANY));
    await page.focus("#exchanges");
    const selected = (): Promise<string | null> => page.getAttribute("#exchanges", "aria-activedescendant");
    await page.keyboard.press("ArrowDown");
    expect(await selected()).toBe("exchanges-1");
    await page.keyboard.press("End");
    expect(await selected()).toBe("exchanges-24");
    await page.keyboard.press("Home");
    expect(await selected()).toBe("exchanges-0");
  });
});

test("in several captures a place names its capture", async () => {
  const { page } = await open(await reportOf(...SEVERAL), "#1.c3.0");
  expect(await page.textContent("h1:visible")).toBe("POST /3300000 -> 200");
  expect(await page.locator(".facts-list").textContent()).toContain("hyper-25-requests");
});
