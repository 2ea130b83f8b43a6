/** The captures of the hunt by their paths, one char for each byte. The build puts them here; see scripts/build/embedded-hunt.mjs. */
export const huntCaptures: Readonly<Record<string, string>> = {};
