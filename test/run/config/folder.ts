import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Makes a folder with these files, by path. The folder is removed after the test. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), "unflushed-config-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** The source of a custom rule that matches every response. */
export const EVERY_RESPONSE = `{
  id: "every-response",
  level: "warning",
  summary: "a response",
  message: ({ exchange }) => \`a response of \${exchange.response.acceptedBytes} bytes\`,
  why: "to see that it is found",
  advice: "nothing",
  matches: ({ about }) => about === "response",
}`;
