/**
 * The door to the grammar. Few captures need it, and Chevrotain takes longer to start than all the rest of the core.
 * Therefore the build replaces this module (`scripts/build/lazy-modules.mjs`): the grammar and Chevrotain are evaluated
 * at the first call of one of these functions. Nothing else may import the grammar.
 */
import { parseByGrammar, tokenizeByGrammar } from "./grammar.js";
import type { Value } from "./value.js";

/** One word of the argument language. */
export interface ArgumentToken {
  /** The text itself, one char per byte. */
  readonly image: string;
  /** Where it begins, in characters from 0. */
  readonly startOffset: number;
  readonly tokenType: { readonly name: string };
}

/**
 * The arguments of a call, from the text between its parentheses. Null if that text is not strace's argument language,
 * or nests so deeply that the parser's stack would overflow.
 */
export function parseArguments(text: string): readonly Value[] | null {
  return parseByGrammar(text);
}

/** The words of such a text, without the spaces; a character that begins no word is left out. */
export function tokenizeArguments(text: string): readonly ArgumentToken[] {
  return tokenizeByGrammar(text);
}
