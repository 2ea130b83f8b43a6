// Takes the pictures of docs/use/report.md from reports of the samples: npm run screenshots [-- FOLDER]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const bin = at(JSON.parse(readFileSync(at("package.json"), "utf8")).bin.unflushed);
const folder = resolve(process.argv[2] ?? at("docs/assets"));

const PICTURES = [
  { name: "report-overview", sample: "hyper-25-requests-3.3MB", hash: "#overview", height: 760, colorScheme: "light" },
  { name: "report-exchange", sample: "hyper-14.9MB-truncated", hash: "#c1.0", height: 1000, colorScheme: "light" },
  { name: "report-dark", sample: "hyper-25-requests-3.3MB", hash: "#c2.0", height: 800, colorScheme: "dark" },
];

const scratch = mkdtempSync(join(tmpdir(), "unflushed-screenshots-"));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium" });
try {
  for (const { name, sample, hash, height, colorScheme } of PICTURES) {
    const report = join(scratch, `${sample}.html`);
    const args = [bin, "check", `samples/${sample}.strace`, "--format", `html=${report}`];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: at("."), encoding: "utf8" });
    if (status !== 1 || stderr !== "") throw new Error(`the report of ${sample} ended with ${status}: ${stderr}`);
    const page = await browser.newPage({ viewport: { width: 1200, height }, colorScheme });
    await page.goto(pathToFileURL(report).href + hash);
    await page.locator(".viewer .progress").waitFor({ state: "detached" });
    if (hash !== "#overview") await page.hover(".calls tbody >> nth=2");
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}
