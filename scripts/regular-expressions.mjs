// Looks for regular expressions in src that may take longer than their text is long: `recheck` proves it or finds an attack.
// Text of captures is anybody's. One that is safe all the same is listed below, with the bound that makes it so.
//
//   node scripts/regular-expressions.mjs          asks about those that are not in regular-expressions.json
//   node scripts/regular-expressions.mjs --write  asks about all, and writes what is found out into that file
import { readFileSync, writeFileSync } from "node:fs";
import { globSync } from "tinyglobby";
import ts from "typescript";

const write = process.argv.includes("--write");
/** What this version of the checker has said, because asking takes longer than all the rest. Another version is asked again. */
const ANSWERS = new URL("regular-expressions.json", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const checker = `recheck ${manifest.devDependencies.recheck}`;
const known = JSON.parse(readFileSync(ANSWERS, "utf8"));
const isKnown = !write && known.checker === checker;
const proven = new Set(isKnown ? known.proven : []);
const undecided = new Set(isKnown ? known.undecided : []);

/** The file, a part of the expression, and why its text is short or looked at in one place. */
const BOUNDED = [
  ["src/cli/", "", "what a person typed or what a command declares"],
  ["src/tools/simulate/", "", "text that the program made itself"],
  ["src/core/analysis/lost-lines.ts", "[\\d:. ]*$", "the 64 characters before a call"],
  ["src/core/protocols/http1/chunks/open-end.ts", "", "the last 1,024 bytes of a write"],
  ["src/core/text/quantities.ts", "", "the digits of a number"],
  ["src/core/strace/arguments/tokens.ts", "", "the lexer tries each place once, and a word takes what a number leaves"],
  ["src/core/strace/call/call-lines.ts", "{0,200}", "each repetition is bounded"],
  ["src/core/strace/columns/", "", "the first 320 characters of a line at most"],
  ["src/core/strace/line/pasted/elision.ts", "", "lines of 120 characters at most"],
  ["src/core/strace/line/pasted/entities.ts", "{0,400}", "each repetition is bounded"],
  ["src/core/strace/line/glued-line.ts", "{1,32}", "each repetition is bounded"],
  ["src/page/hunt/", "", "the project's own captures"],
  ["src/tools/scrub/heads.ts", "{1,8}(?=", "it begins at the start, and shares zeros in eight ways"],
  ["src/tools/scrub/selection.ts", "[^.]*$", "what stands before the call of a line"],
  ["src/core/strace/other-tracers.ts", "", "800 characters of each of the first 40 lines"],
];

/** Milliseconds for one expression: without an answer in this time it passes. */
const PATIENCE = 1_000;

/** Those to ask about. */
const unknown = [];
for (const file of globSync("src/**/*.ts").sort()) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  visit(source, source);
}
const failed = unknown.length > 0 ? await ask() : 0;
if (write) {
  const answers = { checker, proven: [...proven].sort(), undecided: [...undecided].sort() };
  writeFileSync(ANSWERS, `${JSON.stringify(answers, null, 2)}\n`);
}
process.exit(failed > 0 ? 1 : 0);

function visit(node, source) {
  if (ts.isRegularExpressionLiteral(node) && isUnknown(node.text, source.fileName)) unknown.push({ node, source });
  ts.forEachChild(node, (child) => visit(child, source));
}

function isUnknown(text, fileName) {
  if (BOUNDED.some(([path, part]) => fileName.startsWith(path) && text.includes(part))) return false;
  if (!/[*+]|\{\d+,/.test(text)) return false; // nothing repeats
  return !proven.has(text) && !undecided.has(text);
}

/** Returns how many may take longer than their text is long. */
async function ask() {
  process.env.RECHECK_BACKEND = "pure"; // the same everywhere
  const { checkSync } = await import("recheck");
  let found = 0;
  for (const { node, source } of unknown) {
    const end = node.text.lastIndexOf("/");
    const { status, complexity } = checkSync(node.text.slice(1, end), node.text.slice(end + 1), { timeout: PATIENCE });
    if (status === "safe") proven.add(node.text);
    else if (status === "unknown") undecided.add(node.text);
    else {
      found++;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      const place = `${source.fileName}:${line + 1}`;
      process.stderr.write(
        `${place} ${node.text} is ${complexity.summary}: search in another way, or list its bound\n`,
      );
    }
  }
  return found;
}
