import { type Browser, chromium } from "playwright-core";

/** No graphics card is emulated: drawing on the processor itself takes less of it. */
const ARGS = ["--disable-gpu", "--disable-gpu-rasterization", "--disable-software-rasterizer"];
/** Signals are those of the tests: Chromium ends with this process, at the end of the pipe between them. */
const WITHOUT_SIGNALS = { handleSIGHUP: false, handleSIGINT: false, handleSIGTERM: false };

let started: Promise<Browser> | undefined;

/** Debian's Chromium without a window. It takes long to start, so that all files that this process runs have the same. */
export async function runningChromium(): Promise<Browser> {
  if (!(await started)?.isConnected()) {
    started = chromium.launch({ executablePath: "/usr/bin/chromium", args: ARGS, ...WITHOUT_SIGNALS });
  }
  return started as Promise<Browser>;
}

/** Closes all pages, with all that they have stored: for the end of a file, so that the next one finds none. */
export async function closePages(): Promise<void> {
  const browser = await started;
  await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
}
