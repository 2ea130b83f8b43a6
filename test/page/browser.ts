import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

const AXE = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** A built page as a user opens it from a file, and what it asked of the network or complained about. */
export interface OpenedPage {
  readonly page: Page;
  /** Addresses of all requests but the one for the page itself. */
  readonly requests: string[];
  /** Errors, warnings and uncaught exceptions. */
  readonly complaints: string[];
}

/**
 * @param name of the page: `simulator`
 * @param hash what comes after `#`
 */
export async function openPage(
  browser: Browser,
  name: string,
  hash = "",
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const page = await browser.newPage({ reducedMotion: "reduce", ...options });
  const address = `file://${fileURLToPath(new URL(`../../dist/page/${name}.html`, import.meta.url))}`;
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) requests.push(request.url());
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(hash === "" ? address : `${address}#${hash}`);
  await page.locator("h1").waitFor();
  return { page, requests, complaints };
}

/** The rules of axe that the page breaks, each with the first element. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return await page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))',
  );
}

/** How many pixels the page is wider than its window. */
export function widthBeyond(page: Page): Promise<number> {
  return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
