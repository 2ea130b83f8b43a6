import { existsSync } from "node:fs";

/**
 * A file of this package that is read or run by its name, such as `package.json` or `dist/cli/check-worker.cjs`. The
 * package begins at the nearest `package.json` above this module, whether that is source or what the build made of it.
 */
export function packageFile(path: string): URL {
  return new URL(path, root());
}

function root(): URL {
  let folder = new URL("./", import.meta.url);
  while (!existsSync(new URL("package.json", folder))) folder = new URL("../", folder);
  return folder;
}
