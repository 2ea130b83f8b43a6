import { Lexer } from "chevrotain";
import { expect, test } from "vitest";
import { ArgumentsParser } from "../../../src/core/strace/arguments/grammar.js";
import { lexerOptions, tokenTypes } from "../../../src/core/strace/arguments/tokens.js";

test("the tokens hide none of each other, and every one can be found by its first character", () => {
  expect(new Lexer(tokenTypes, lexerOptions).lexerDefinitionErrors).toEqual([]);
});

test("the grammar is not ambiguous within its two tokens of lookahead, and its rules end", () => {
  expect(() => new ArgumentsParser(false)).not.toThrow();
});
