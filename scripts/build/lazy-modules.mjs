import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Chevrotain in one file, as it ships it: its entry reads some six hundred files. */
export const chevrotain = at("node_modules/chevrotain/lib/chevrotain.min.mjs");

/** The module that reads arguments with Chevrotain; it takes longer to load than all the rest of the program. */
export const grammar = {
  name: "grammar",
  file: at("src/core/strace/arguments/grammar.ts"),
  door: at("src/core/strace/arguments/parse-arguments.ts"),
  functions: `
    export const parseArguments = (text) => loaded().parseByGrammar(text);
    export const tokenizeArguments = (text) => loaded().tokenizeByGrammar(text);`,
};

/** The protocols besides HTTP/1, of which the connections of most captures speak none. */
export const protocols = {
  name: "protocols",
  file: at("src/core/protocols/other-protocols.ts"),
  door: at("src/core/protocols/on-demand.ts"),
  functions: "export const otherProtocols = () => loaded();",
};

/** A package, or a module of Node's, of which a usual run calls nothing. */
const packageOf = (name, ...functions) => ({
  name,
  door: `\0lazy:${name}`,
  functions: functions.map((each) => `export const ${each} = (...given) => loaded().${each}(...given);`).join("\n"),
});

/** What the program loads at the first call. */
export const packages = [
  packageOf("fastest-levenshtein", "distance"),
  packageOf("asciichart", "plot"),
  packageOf("picocolors", "createColors"),
  packageOf("node:child_process", "spawn", "spawnSync"),
  packageOf("node:crypto", "createHash", "randomInt", "randomUUID"),
  packageOf("node:timers/promises", "setImmediate", "setTimeout"),
  packageOf("node:tty", "isatty"), // it loads all of node:net
  packageOf("node:v8", "setFlagsFromString"),
];

/**
 * A plugin of rolldown that loads modules at the first call of one of their functions, not when the program starts. Those who call
 * are synchronous: `import()` would be too late, `require` is not. All others reach such a module through its door, which this
 * replaces; a package has none, so one is put before it.
 *
 * @param requiring the expression that loads the module of this name
 */
export const lazyModules = (modules, requiring) => ({
  name: "lazy-modules",
  resolveId: (id) => modules.find(({ name, file }) => file === undefined && name === id)?.door ?? null,
  load(id) {
    const found = modules.find(({ door }) => door === id);
    if (!found) return null;
    return `
      let module_;
      const loaded = () => (module_ ??= ${requiring(found)});
      ${found.functions}`;
  },
});

const FILES_OF_LILCONFIG = "\0fs-of-lilconfig";

/**
 * A plugin of rolldown: lilconfig asks for `fs.promises` when it is loaded, and Node then loads twenty modules. Only its asynchronous
 * functions use them, which nobody calls here.
 */
export const withoutFilePromises = {
  name: "without-file-promises",
  resolveId: (id, importer) => (id === "fs" && /node_modules.lilconfig./.test(importer) ? FILES_OF_LILCONFIG : null),
  load: (id) =>
    id === FILES_OF_LILCONFIG
      ? 'export { accessSync, readFileSync } from "node:fs";\nexport const promises = {};'
      : null,
};
