/**
 * The engine, in the build that runs wherever WebAssembly does: deflated, in base64. The text is put here by what bundles or runs this
 * source (scripts/build/embedded-engine.mjs). No module of the program may import it: the program reads the file, which is quicker.
 */
export const embeddedEngine: string = "";
