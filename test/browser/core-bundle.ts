import { fileURLToPath } from "node:url";
import { type ModuleFormat, rolldown } from "rolldown";

const root = fileURLToPath(new URL("../../", import.meta.url));
const PAGE = `${root}page.ts`;

/**
 * A module in TypeScript as a bundler makes it for a browser, with the built `unflushed/core` inside. A module of Node
 * in it fails.
 */
export async function bundled(contents: string, format: ModuleFormat, minify = false): Promise<string> {
  const page = {
    name: "page",
    resolveId: (id: string) => (id === PAGE ? id : null),
    load: (id: string) => (id === PAGE ? contents : null),
  };
  const build = await rolldown({
    cwd: root,
    input: PAGE,
    plugins: [page],
    platform: "browser",
    onLog(level, { message }) {
      if (level === "warn") throw new Error(message); // as for a module that a browser does not have
    },
  });
  const { output } = await build.generate({ format, name: "unflushed", codeSplitting: false, minify });
  await build.close();
  return output[0].code;
}
