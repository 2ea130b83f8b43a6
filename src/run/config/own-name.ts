import type { ResolveHook } from "node:module";

/**
 * A module hook: where nothing is installed under this package's name, as next to a configuration that npx runs with,
 * the name means the package that is running.
 */
export const resolve: ResolveHook = async (specifier, context, next) => {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (specifier !== "unflushed") throw error;
    return { url: new URL("../../index.js", import.meta.url).href, shortCircuit: true };
  }
};
