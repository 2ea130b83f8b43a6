import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { unflushed } from "../cli/run.js";
import { firing } from "../core/formats/documents.js";
import { temporaryFolder } from "../temporary-folder.js";
import { captureOf, reportBrowser } from "./report-page.js";

const CUT = "samples/hyper-14.9MB-truncated.strace";
const WHOLE = "samples/nginx-slow-reader-3MB.strace";
const SET = "samples/hyper-per-thread-files";
const NO_CLIPBOARD = 'Object.defineProperty(navigator, "clipboard", { value: undefined })';
const { open, reportOf } = reportBrowser();
const cut = async (): Promise<Page> => (await open(await reportOf(CUT), "#c1.0")).page;

/** More of them than the longest line may have that is shown. */
const BLANKS = " ".repeat(70_000);
/** The page of the first connection, in the report of a pipe. */
async function piped(capture: string | Buffer): Promise<Page> {
  const { stdout } = await unflushed(["check", "-", "--format", "html"], capture);
  const file = join(temporaryFolder(), "piped.html");
  writeFileSync(file, stdout);
  return (await open(file, "#c1")).page;
}

describe("the page of an exchange", () => {
  test("says what is wrong, why, and what next, as the rule has it", async () => {
    const page = await cut();
    const text = await page.textContent(".finding");
    expect(text).toContain("shut-wr-outstanding");
    expect(text).toContain("14,680,844 of 14,900,000 declared body bytes not handed to the kernel");
    expect(text).toContain("declared-length: the head declares a length");
    expect(text).toMatch(/why.*a clean end of stream/);
    expect(text).toMatch(/next.*flush first, then shut down/);
  });

  test("has the lines of the capture beside the chart", async () => {
    const page = await cut();
    const lines = readFileSync(CUT, "latin1").split("\n");
    const shown = await page.locator(".calls .raw").allTextContents();
    expect(shown.length).toBeGreaterThan(5);
    for (const line of [68, 72]) expect(shown).toContain(lines[line - 1]);
  });

  test("has the lines of the files of strace -ff", async () => {
    const { page } = await open(await reportOf(SET));
    await page.click(".kinds a >> nth=0");
    const lines = readdirSync(SET).flatMap((name) => readFileSync(join(SET, name), "latin1").split("\n"));
    const shown = await page.locator(".calls .raw").allTextContents();
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.some((line) => line.includes("shutdown("))).toBe(true);
    for (const line of shown) {
      const [begin = ""] = line.split(" ... ("); // a long one is shortened in its middle
      expect(lines.filter((each) => each.startsWith(begin))).toHaveLength(1);
    }
  });

  test("has the lines of a capture that came through a pipe", async () => {
    const page = await piped(readFileSync(CUT));
    expect(await page.locator(".calls .raw").allTextContents()).toEqual(
      await (await cut()).locator(".calls .raw").allTextContents(),
    );
  });

  test("shows the calls without their lines if these are too long", async () => {
    const socket = "7<TCP:[127.0.0.1:80->10.0.0.1:20000]>";
    const head = "HTTP/1.1 200 OK\\r\\nContent-Length: 500\\r\\n\\r\\n";
    const calls = [
      `accept4(3<TCP:[127.0.0.1:80]>, NULL, NULL, 0) ${BLANKS} = ${socket}`,
      `recvfrom(${socket}, "GET /x HTTP/1.1\\r\\n\\r\\n", 8192, 0, NULL, NULL) ${BLANKS} = 19`,
      `sendto(${socket}, "${head}xxxx", 62, 0, NULL, 0) ${BLANKS} = 44`,
      `shutdown(${socket}, SHUT_WR) ${BLANKS} = 0`,
      `close(${socket}) ${BLANKS} = 0`,
    ];
    const page = await piped(calls.map((call, at) => `10 10:00:00.${at} ${call}\n`).join(""));
    expect(await page.locator(".calls .raw").count()).toBe(0);
    expect(await page.locator(".calls tbody").count()).toBe(calls.length);
  });

  test("breaks the axis of bytes when little was accepted of much, and only then", async () => {
    expect(await (await cut()).textContent(".legend")).toContain("the axis has a break");
    const { page } = await open(await reportOf(WHOLE), "#c1");
    expect(await page.textContent(".legend")).not.toContain("break");
  });

  test("names refused writes, the shutdown and the close", async () => {
    const legend = await (await cut()).textContent(".legend");
    expect(legend).toContain("accepted 219,156");
    expect(legend).toContain("declared 14,900,000");
    expect(legend).toContain("write refused, or a part of it: 2");
    expect(legend).toContain("SHUT_WR at 20.3 ms");
    expect(legend).toContain("close at 20.5 ms");
  });

  test("marks in the chart the call that is pointed at, and the other way round", async () => {
    const page = await cut();
    await page.hover(".calls tbody >> nth=2");
    expect(await page.textContent(".pointed-at")).toContain("writev asked 14,900,108, took 219,264");
    const cursor = await page.locator(".u-cursor-x").boundingBox();
    const plot = await page.locator(".u-over").boundingBox();
    if (!cursor || !plot) throw new Error("the chart is not there");
    expect(cursor.x).toBeGreaterThan(plot.x + plot.width / 2);
    await page.mouse.move(plot.x + 2, plot.y + 20);
    expect(await page.getAttribute(".calls tbody >> nth=0", "class")).toContain("pointed");
    await page.mouse.move(plot.x + plot.width - 2, plot.y + 20);
    expect(await page.getAttribute(".calls tbody >> nth=5", "class")).toContain("pointed");
  });

  test("moves through the calls by keys, and unfolds a line", async () => {
    const page = await cut();
    await page.focus(".calls table");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await page.getAttribute(".calls tbody >> nth=1", "class")).toMatch(/pointed.* open/);
  });

  test("of a stream of HTTP/2 says that its chart is of the whole connection, and what is of the stream", async () => {
    const { page } = await open(await reportOf("samples/go-http2-killed.strace"), "#c1.1");
    expect(await page.innerText("h2#chart-title")).toBe("Bytes of the whole connection over time");
    expect(await page.textContent(".legend")).toContain(
      "accepted on the connection 386,125end of the last frame 393,567",
    );
    expect(await page.textContent(".story-note")).toBe(
      "The chart and the calls count all streams of the connection together, with the heads of their frames. " +
        "Of this response alone, 385,774 of 3,000,000 body bytes were accepted.",
    );
    await page.hover(".calls tbody >> nth=5");
    expect(await page.textContent(".pointed-at")).toContain("122 bytes accepted on the connection so far");
  });

  test("of a response of HTTP/1 needs no such words", async () => {
    const page = await cut();
    expect(await page.innerText("h2#chart-title")).toBe("Body bytes over time");
    expect(await page.locator(".story-note").count()).toBe(0);
  });

  test("shows the hops of its path as boxes, with the bytes between them and the origin marked", async () => {
    const passedOn = firing.find(({ path }) => path.endsWith("passed-on-short.md"));
    const { page } = await open(await reportOf(captureOf(passedOn?.text ?? "")));
    await page.click(".kinds a >> nth=0");
    const hops = page.locator(".hops > li");
    expect(await page.locator(".hops .hop").count()).toBeGreaterThan(1);
    expect(await page.locator(".hops .flow").first().textContent()).toMatch(/[\d,]+ of [\d,]+/);
    expect(await page.locator(".hop.origin").count()).toBe(1);
    expect(await hops.last().textContent()).toMatch(/lost/);
  });

  test("says so of a place that there is not", async () => {
    const { page, problems } = await open(await reportOf(CUT), "#c99");
    expect(await page.textContent("h1:visible")).toBe("there is no connection c99");
    expect(problems).toEqual([]);
  });
});

describe("what leaves the page", () => {
  test("a finding is copied as Markdown", async () => {
    const { page } = await open(await reportOf(CUT), "#c1", { permissions: ["clipboard-read", "clipboard-write"] });
    await page.click("text=Copy as Markdown");
    await page.locator("text=copied").waitFor();
    const copied = await page.evaluate("navigator.clipboard.readText()");
    expect(copied).toContain("**error[shut-wr-outstanding]**");
    expect(copied).toMatch(/`samples\/hyper-14.9MB-truncated.strace:68`, `POST \/14900000 -> 200`/);
    expect(copied).toMatch(/\| 67 \| .* \| writev \| 14,680,844 \| .* \| EAGAIN \|/);
    expect(copied).toContain("next: look for a shutdown");
  });

  test("where there is no clipboard, a selected text is copied", async () => {
    const page = await cut();
    await page.evaluate(NO_CLIPBOARD);
    const copied = page.evaluate(`new Promise((resolve) =>
      document.addEventListener("copy", () => resolve(document.activeElement.value)))`);
    await page.click("text=Copy as Markdown");
    expect(await copied).toContain("**error[shut-wr-outstanding]**");
  });

  test("where nothing can be copied, the text is shown, selected", async () => {
    const page = await cut();
    await page.evaluate(`${NO_CLIPBOARD}; document.execCommand = () => false;`);
    await page.click("text=Copy as Markdown");
    expect(await page.inputValue(".copy textarea")).toContain("**error[shut-wr-outstanding]**");
  });

  test("the chart is saved as a PNG that shows something", async () => {
    const page = await cut();
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=Save as PNG")]);
    const picture = readFileSync(await download.path());
    expect(download.suggestedFilename()).toMatch(/\.png$/);
    const colors = await page.evaluate(`(async () => {
      const image = new Image();
      image.src = "data:image/png;base64,${picture.toString("base64")}";
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
    })()`);
    expect(colors).toBeGreaterThan(20);
  });
});
