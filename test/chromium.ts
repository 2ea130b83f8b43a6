import { type Browser, chromium } from "playwright-core";

/** No graphics card is emulated: drawing on the processor itself takes less of it. */
const ARGS = ["--disable-gpu", "--disable-gpu-rasterization", "--disable-software-rasterizer"];

/** Starts Debian's Chromium without a window. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: ARGS });
}
