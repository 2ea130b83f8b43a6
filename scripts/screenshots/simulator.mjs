// Writes docs/assets/simulator.png: the top of the page of the simulator, as it is when a run is over. It needs a Chromium in
// /usr/bin/chromium, and the built page.
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium" });
const page = await browser.newPage({
  viewport: { width: 1100, height: 1240 },
  colorScheme: "light",
  reducedMotion: "reduce",
});
await page.goto(`file://${at("dist/page/simulator.html")}`);
await page.locator('.curve[aria-busy="false"]').waitFor();
await page.screenshot({ path: at("docs/assets/simulator.png") });
await browser.close();
