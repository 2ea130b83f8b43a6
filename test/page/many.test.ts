import { statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { captureOf, reportBrowser, waitForRows } from "./report-page.js";

const CONNECTIONS = 200;
const EXCHANGES = 100_000;
const { open, reportOf } = reportBrowser();

/** A hundred thousand responses; the last one on each connection is cut. */
function manyExchanges(): string {
  const lines: string[] = [];
  let time = 1_796_086_933;
  const at = (): string => {
    time += 0.0004;
    return time.toFixed(6);
  };
  for (let connection = 0; connection < CONNECTIONS; connection++) {
    const socket = `7<TCP:[127.0.0.1:80->10.0.0.${connection}:${40_000 + connection}]>`;
    lines.push(`10 ${at()} accept4(3<TCP:[127.0.0.1:80]>, NULL, NULL, 0) = ${socket}`);
    for (let index = 1; index <= EXCHANGES / CONNECTIONS; index++) {
      const target = `/images/${connection * 1000 + index}`;
      const declared = index === EXCHANGES / CONNECTIONS ? 50_000 : 20;
      const head = `HTTP/1.1 200 OK\\r\\nContent-Length: ${declared}\\r\\n\\r\\n`;
      const written = head.length - 6 + 20;
      lines.push(`10 ${at()} read(${socket}, "GET ${target} HTTP/1.1\\r\\n\\r\\n", 8192) = ${target.length + 17}`);
      lines.push(`10 ${at()} write(${socket}, "${head}${"x".repeat(20)}", ${written}) = ${written}`);
    }
    lines.push(`10 ${at()} close(${socket}) = 0`);
  }
  return `${lines.join("\n")}\n`;
}

describe("a report of 100,000 exchanges", () => {
  test("is small, and only the rows and lanes that can be seen are elements", { timeout: 120_000 }, async () => {
    const file = await reportOf(captureOf(manyExchanges()));
    expect(statSync(file).size).toBeLessThan(30_000_000);
    const { page, problems } = await open(file);
    expect(await page.textContent("#filter-says")).toBe("100,000 exchanges");
    const elements = (): Promise<number> => page.locator("*").count();
    expect(await elements()).toBeLessThan(4000);
    await page.focus("#exchanges");
    await page.keyboard.press("End");
    await page.locator("#exchanges-99999").waitFor();
    expect(await elements()).toBeLessThan(4000);
    await page.fill(".filter input[type=text]", "target=/images/199500");
    await waitForRows(page, 1);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    expect(await page.textContent("h1:visible")).toBe("GET /images/199500 -> 200");
    expect(await page.locator(".calls tbody").count()).toBeLessThan(10);
    expect(problems).toEqual([]);
  });
});
