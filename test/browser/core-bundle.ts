import { fileURLToPath } from "node:url";
import { build, type Format } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * A module in TypeScript as a bundler makes it for a browser, with the built `unflushed/core` inside. A module of Node
 * in it fails.
 */
export async function bundled(contents: string, format: Format): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    platform: "browser",
    format,
    globalName: "unflushed",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}
