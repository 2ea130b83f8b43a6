import type { Server } from "node:http";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { serveSite } from "../../../scripts/build/serve.mjs";
import { siteFiles } from "../../../scripts/build/site.mjs";
import { closePages, runningChromium } from "../../chromium.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** A file as a test gives it to the page. */
export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export function testFile(name: string, content: string | Buffer): TestFile {
  return { name, mimeType: "application/octet-stream", buffer: Buffer.from(content as string, "latin1") };
}

/** What a test sees of a page: the lines that its worker sent since the last reading began, how it ended, and what should never be. */
interface Seen {
  lines: string[];
  progress: number[];
  ended: { readonly kind: "done" | "cancelled" | "failed"; readonly message?: string } | null;
  violations: string[];
}

/** Runs in the page before its own script: listens to its worker, and to what its policy forbids. */
const LISTEN = `
  window.awaitOver = () => { window.isOver = new Promise((resolve) => { window.over = resolve; }); };
  awaitOver();
  window.seen = { lines: [], progress: [], ended: null, violations: [] };
  addEventListener("securitypolicyviolation", (event) => seen.violations.push(event.violatedDirective + " " + event.blockedURI));
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (data.kind === "lines") seen.lines.push(...data.lines);
        else if (data.kind === "progress") seen.progress.push(data.readBytes / data.totalBytes);
        else {
          seen.ended = data;
          over();
        }
      });
    }
    postMessage(message) {
      if (message.kind === "read") Object.assign(seen, { lines: [], progress: [], ended: null, violations: [] });
      super.postMessage(message);
    }
  };`;

/** Runs in the page: gives it files, as [name, text of one char a byte, how often it stands in the file], or a text. */
const GIVE = `(event, files, text) => {
  const data = new DataTransfer();
  for (const [name, content, times] of files) {
    const bytes = Uint8Array.from(content, (char) => char.charCodeAt(0));
    data.items.add(new File(Array(times).fill(bytes), name));
  }
  if (text !== "") data.setData("text/plain", text);
  const init = { bubbles: true, cancelable: true };
  document.body.dispatchEvent(
    event === "drop"
      ? new DragEvent("drop", { ...init, dataTransfer: data })
      : new ClipboardEvent("paste", { ...init, clipboardData: data }),
  );
}`;

/** The site, built, served and open in Chromium, for the tests of one file. */
export class SitePage {
  browser!: Browser;
  page!: Page;
  address = "";
  /** The names of what was asked for, with a note for what is no plain request of a file of the site. */
  readonly requested: string[] = [];
  #server: Server | null = null;
  #files: ReadonlyMap<string, string | Uint8Array> = new Map();

  constructor() {
    beforeAll(() => this.#open(), 60_000);
    afterAll(() => this.#close());
  }

  async #open(): Promise<void> {
    this.#files = (await siteFiles(root)).files;
    ({ server: this.#server, address: this.address } = await serveSite(this.#files));
    this.browser = await runningChromium();
    this.page = await this.browser.newPage();
    await this.page.addInitScript(LISTEN);
    this.page.on("request", (request) => {
      const url = request.url();
      if (url.startsWith("data:") || url.startsWith("blob:")) return; // nothing leaves
      const name = url.startsWith(this.address) ? url.slice(this.address.length) || "index.html" : url;
      const isPlain = request.method() === "GET" && request.postData() === null && this.#files.has(name);
      this.requested.push(isPlain ? name : `${request.method()} ${url}`);
    });
    await this.page.goto(this.address, { waitUntil: "networkidle" });
  }

  async #close(): Promise<void> {
    await closePages();
    this.#server?.close();
  }

  get files(): ReadonlyMap<string, string | Uint8Array> {
    return this.#files;
  }

  /** Bytes of these files, as a server sends them that compresses with gzip. */
  gzipped(names: Iterable<string>): number {
    const content = (name: string): string | Uint8Array => this.#files.get(name) ?? "";
    return [...new Set(names)].reduce((sum, name) => sum + gzipSync(content(name), { level: 9 }).length, 0);
  }

  /** Chooses files, as a person does, and waits until they are read. */
  async read(files: readonly TestFile[]): Promise<Seen> {
    await this.begin(files);
    return this.end();
  }

  /** Chooses files. */
  async begin(files: readonly TestFile[]): Promise<void> {
    await this.forget();
    const input = this.page.locator("input[type=file]");
    if ((await input.count()) === 0) await this.page.getByRole("button", { name: "Read another capture" }).click();
    await input.setInputFiles(files.map((file) => ({ ...file })));
  }

  /** Drops files on the page, each so many times as long; or pastes them, or a text. */
  async give(event: "drop" | "paste", files: readonly TestFile[], { times = 1, text = "" } = {}): Promise<void> {
    await this.forget();
    const given = files.map(({ name, buffer }) => [name, buffer.toString("latin1"), times]);
    await this.page.evaluate(`(${GIVE})(...${JSON.stringify([event, given, text])})`);
  }

  /** Waits until what was given is read. */
  async end(): Promise<Seen> {
    await this.page.evaluate("isOver");
    return this.seen();
  }

  /** What ended before does not count for the next `end`. */
  async forget(): Promise<void> {
    await this.page.evaluate("awaitOver()");
  }

  seen(): Promise<Seen> {
    return this.page.evaluate("seen");
  }

  /** What a person reads. */
  text(): Promise<string> {
    return this.page.innerText("body");
  }
}

/** The records among the lines of a view stream, which also holds what only a page needs. Of several captures, what they say together. */
export function recordsOfView(lines: readonly string[]): string[] {
  const head = lines.findLastIndex((line) => line.startsWith('{"kind":"view"'));
  return lines.slice(head).filter((line) => !/^\{"kind":"(?:view|story|stories)"/.test(line));
}
