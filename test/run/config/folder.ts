import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder with these files, by their paths in it; gone when the test is over. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), "unflushed-config-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** A custom rule as text: it fires on every response. */
export const EVERY_RESPONSE = `{
  id: "every-response",
  level: "warning",
  summary: "a response",
  message: ({ exchange }) => \`a response of \${exchange.response.acceptedBytes} bytes\`,
  why: "to see that it is found",
  advice: "nothing",
  matches: ({ about }) => about === "response",
}`;
