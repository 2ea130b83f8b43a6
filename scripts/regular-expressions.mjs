// Looks for regular expressions in src that may take longer than their text is long: `recheck` proves it or finds an attack.
// Text of captures is anybody's. One that is safe all the same is listed below, with the bound that makes it so.
import { readFileSync } from "node:fs";
import { globSync } from "tinyglobby";
import ts from "typescript";

process.env.RECHECK_BACKEND = "pure"; // the same everywhere
const { checkSync } = await import("recheck");

/** The file, a part of the expression, and why its text is short or looked at in one place. */
const BOUNDED = [
  ["src/cli/", "", "what a person typed or what a command declares"],
  ["src/tools/simulate/", "", "text that the program made itself"],
  ["src/core/analysis/lost-lines.ts", "[\\d:. ]*$", "the 64 characters before a call"],
  ["src/core/strace/arguments/tokens.ts", "", "the lexer tries each place once, and a word takes what a number leaves"],
  ["src/core/strace/call/call-lines.ts", "{0,200}", "each repetition is bounded"],
  ["src/core/strace/columns/", "", "the first 320 characters of a line at most"],
  ["src/core/strace/line/pasted/elision.ts", "", "lines of 120 characters at most"],
  ["src/core/strace/line/pasted/entities.ts", "{0,400}", "each repetition is bounded"],
  ["src/core/strace/line/glued-line.ts", "{1,32}", "each repetition is bounded"],
  ["src/core/strace/other-tracers.ts", "", "800 characters of each of the first 40 lines"],
];

/** Milliseconds for one expression: without an answer in this time it passes. */
const PATIENCE = 150;

let failed = 0;
for (const file of globSync("src/**/*.ts").sort()) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  visit(source, source);
}
process.exit(failed > 0 ? 1 : 0);

function visit(node, source) {
  if (ts.isRegularExpressionLiteral(node)) check(node, source);
  ts.forEachChild(node, (child) => visit(child, source));
}

function check(node, source) {
  const { fileName } = source;
  if (BOUNDED.some(([path, part]) => fileName.startsWith(path) && node.text.includes(part))) return;
  if (!/[*+]|\{\d+,/.test(node.text)) return; // nothing repeats
  const end = node.text.lastIndexOf("/");
  const { status, complexity } = checkSync(node.text.slice(1, end), node.text.slice(end + 1), { timeout: PATIENCE });
  if (status !== "vulnerable") return;
  failed++;
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  const place = `${fileName}:${line + 1}`;
  process.stderr.write(`${place} ${node.text} is ${complexity.summary}: search in another way, or list its bound\n`);
}
