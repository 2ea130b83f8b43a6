import { dirname, resolve } from "node:path";
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

const IS_CLASS = /^[A-Z]/;

/**
 * What no usual capture needs, in one file: modules, each with all that it exports, which are functions, and classes that are made when they
 * are needed. Those who import them need not know it.
 */
export const unusual = apart("unusual", {
  "src/core/analysis/expectation-sentence.ts": ["countsInWords"],
  "src/core/analysis/expectation-words.ts": ["expectationText", "expectedWords"],
  "src/core/analysis/silence/silence.ts": ["silenceOf"],
  "src/core/paths/asked-streams.ts": ["askedStreams"],
  "src/core/paths/bad-gateway.ts": ["BadGateway"],
  "src/core/paths/over-tls.ts": ["OverTls"],
  "src/core/paths/tls-ends.ts": ["TlsEnds", "endedFirst", "wentOn"],
  "src/core/paths/terminated.ts": ["Terminated"],
  "src/core/protocols/http1/head/elided-head.ts": ["shownOfElided"],
  "src/core/protocols/told.ts": ["toldBy"],
  "src/core/rules/describe.ts": ["describe"],
  "src/core/text/nearest.ts": ["edits", "suggestion"],
  "src/core/rules/guarded-rule.ts": ["guardedRule"],
  "src/core/strace/arguments/plain-arguments.ts": ["readPlain"],
  "src/core/strace/arguments/plain-values.ts": ["plainValues"],
  "src/core/strace/arguments/quoted-buffer.ts": ["QuotedBuffer"],
  "src/core/strace/call/counted-strings.ts": ["areCounted", "stringLimitIn"],
  "src/core/strace/columns/indentation.ts": ["indentationIn"],
  "src/core/strace/columns/lead.ts": ["leadOf"],
  "src/core/strace/columns/quote.ts": ["quoteIn"],
  "src/core/strace/columns/repeated.ts": ["repeatedColumn"],
  "src/core/strace/columns/tag.ts": ["tagIn"],
  "src/core/strace/folds/fold.ts": ["mayGoOn", "mendedAt"],
  "src/core/strace/folds/unfolder.ts": ["Unfolder"],
  "src/core/strace/line-splitter.ts": ["LineSplitter"],
  "src/core/strace/line/call-start.ts": ["callStartsIn"],
  "src/core/strace/line/dump-line.ts": ["dumpLine", "isDumpLine"],
  "src/core/strace/line/glued-line.ts": ["gluedLines"],
  "src/core/strace/line/pasted/elided-text.ts": ["beforeMark", "partsBetweenMarks"],
  "src/core/strace/line/pasted/elision.ts": ["isElision"],
  "src/core/strace/line/pasted/typographic.ts": ["withPlainQuotes"],
  "src/core/strace/line/result/clipped-result.ts": ["clippedResult"],
  "src/core/strace/line/thread-order.ts": ["orderOf"],
  "src/engine/host/canonical.ts": ["canonicalText"],
  "src/engine/host/http/event-book.ts": ["EventBook"],
  "src/engine/host/lasting-socket.ts": ["LastingSocket", "LastingSockets"],
  "src/engine/host/pieces-view.ts": ["PiecesView"],
});

/** The same for the first connection that does not speak HTTP/1. */
export const conversations = apart("conversations", {
  "src/core/paths/message-hop.ts": ["fillLatest", "openHops"],
  "src/core/rules/message-words.ts": ["endBefore", "endOf", "outstandingIn"],
  "src/engine/host/conversations/conversation-door.ts": ["ConversationDoor"],
  "src/engine/host/conversations/head-calls.ts": ["HeadCalls"],
});

/** The names of calls that this program knows by name alone, for lines of which it is not clear whether they are strace's. */
export const calls = apart("calls", { "src/core/syscalls/other-calls.ts": ["otherCalls"] });

function apart(name, modules) {
  return {
    name,
    file: `\0${name}`,
    modules: new Map(Object.entries(modules).map(([path, functions]) => [at(path), functions])),
  };
}

/** A plugin of rolldown that loads these modules at the first call of one of their functions (`lazyModules`), all at once. */
export const lazyFunctions = ({ name, file, modules }, requiring) => ({
  name: `lazy-${name}`,
  resolveId(id, importer) {
    if (id === file) return id;
    if (importer === undefined || importer === file || !id.startsWith(".")) return null;
    const path = resolve(dirname(importer), id).replace(/\.js$/, ".ts");
    return modules.has(path) ? `${file}:${path}` : null;
  },
  load(id) {
    if (id === file) {
      return [...modules].map(([path, names]) => `export { ${names} } from ${JSON.stringify(path)};`).join("\n");
    }
    const functions = id.startsWith(`${file}:`) ? modules.get(id.slice(file.length + 1)) : undefined;
    if (!functions) return null;
    return functions
      .map((each) =>
        IS_CLASS.test(each)
          ? `export class ${each} { constructor(...given) { return new (${requiring(name)}.${each})(...given); } }`
          : `export const ${each} = (...given) => ${requiring(name)}.${each}(...given);`,
      )
      .join("\n");
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
