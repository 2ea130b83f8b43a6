import { existsSync } from "node:fs";
import { UnflushedError } from "../errors.js";

/**
 * A file of this package that is read or run by its name, such as `package.json` or `dist/cli/check-worker.cjs`. The
 * package begins at the nearest `package.json` above this module, whether that is source or what the build made of it.
 *
 * @throws UnflushedError (`package-incomplete`) if there is none: the built files were copied without it
 */
export function packageFile(path: string): URL {
  return new URL(path, root());
}

function root(): URL {
  const own = new URL("./", import.meta.url);
  let folder = own;
  while (!existsSync(new URL("package.json", folder))) {
    const above = new URL("../", folder);
    if (above.href === folder.href) {
      const message = `no package.json is in a folder above ${own.pathname}: install unflushed whole, with its package.json`;
      throw new UnflushedError("package-incomplete", message);
    }
    folder = above;
  }
  return folder;
}
