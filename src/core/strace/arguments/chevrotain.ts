/**
 * Chevrotain as the one file that it ships bundled: its entry point reads some six hundred small ones, which takes ten
 * times as long as all the rest of a start.
 */
const bundle = new URL("../chevrotain.min.mjs", import.meta.resolve("chevrotain"));

export const { createToken, EmbeddedActionsParser, Lexer }: typeof import("chevrotain") = await import(bundle.href);
