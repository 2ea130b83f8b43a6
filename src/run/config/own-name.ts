import type { ResolveHook } from "node:module";
import { packageFile } from "../../capture/package-files.js";

/**
 * A module hook. A configuration may import `unflushed` although the package is not installed next to it, for example
 * when npx runs it. The name then resolves to the package that is running.
 */
export const resolve: ResolveHook = async (specifier, context, next) => {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (specifier !== "unflushed") throw error;
    return { url: packageFile("dist/index.js").href, shortCircuit: true };
  }
};
