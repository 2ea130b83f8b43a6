import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The module that reads arguments with Chevrotain; it takes longer to load than all the rest of the program. */
export const grammarFile = at("src/core/strace/arguments/grammar.ts");

/** Chevrotain in one file, as it ships it: its entry reads some six hundred files. */
export const chevrotain = at("node_modules/chevrotain/lib/chevrotain.min.mjs");

/** The module through which all others reach the grammar. */
const door = at("src/core/strace/arguments/parse-arguments.ts");

/**
 * A plugin of rolldown that opens the door at the first call, not when the program starts. Those who call are
 * synchronous: `import()` would be too late, `require` is not. `required` is the expression that loads the grammar.
 */
export const lazyGrammar = (required) => ({
  name: "lazy-grammar",
  load(id) {
    if (id !== door) return null;
    return `
      let loaded;
      const grammar = () => (loaded ??= ${required});
      export const parseArguments = (text) => grammar().parseByGrammar(text);
      export const tokenizeArguments = (text) => grammar().tokenizeByGrammar(text);`;
  },
});
