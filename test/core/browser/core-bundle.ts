import { fileURLToPath } from "node:url";
import { build, type Format } from "esbuild";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The built `unflushed/core` as a bundler makes it for a browser; a module of Node in it fails. */
export async function coreBundle(format: Format): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: 'export * from "unflushed/core"', resolveDir: root },
    bundle: true,
    platform: "browser",
    format,
    globalName: "unflushed",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}
