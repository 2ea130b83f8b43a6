// npm run fuzz -- --inputs 1000000 --seed 1: mutated captures go through the analysis and every format. Prints what throws,
// what takes long, and what claims the impossible, each with the number that makes it again (--only NUMBER prints the input).
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { globSync } from "tinyglobby";
import { analyzeText, formats, plainContext, recordsOf, writeRecord } from "../dist/analyze/index.js";
import { generator, mutate } from "./fuzz/mutations.mjs";

const { values } = parseArgs({
  options: {
    inputs: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
  },
});
const seed = Number(values.seed);
const inputs = Number(values.inputs);

/** Seconds of CPU that no input of a few kilobytes may take. */
const PATIENCE = 2;
/** Characters of a sample from which a piece is taken. */
const PIECE = 4000;

const corpus = [...specBlocks(), ...samplePieces()];
const makers = await Promise.all(formats.map(async ({ name, load }) => ({ name, make: await load() })));

if (values.only !== undefined) process.stdout.write(inputOf(Number(values.only)));
else run();

function run() {
  const totals = { inputs: 0, bytes: 0, exchanges: 0, findings: 0, failures: 0, slowest: 0 };
  for (let index = 0; index < inputs; index++) {
    const text = inputOf(index);
    const begin = process.cpuUsage();
    const failure = attempt(text, index, totals);
    const seconds = process.cpuUsage(begin).user / 1e6; // what others do on the machine does not count
    totals.inputs++;
    totals.bytes += text.length;
    totals.slowest = Math.max(totals.slowest, seconds);
    const problem = failure ?? (seconds > PATIENCE ? `took ${seconds.toFixed(1)} s` : null);
    if (problem === null) continue;
    totals.failures++;
    process.stdout.write(`seed ${seed} input ${index}: ${problem}\n`);
  }
  process.stdout.write(`${JSON.stringify({ seed, ...totals, slowest: Number(totals.slowest.toFixed(3)) })}\n`);
  process.exitCode = totals.failures > 0 ? 1 : 0;
}

/** What is wrong with the result of this input; null if nothing is. */
function attempt(text, index, totals) {
  try {
    const analysis = analyzeText(text);
    for (const { exchanges } of analysis.connections) totals.exchanges += exchanges.length;
    totals.findings += analysis.findings.length;
    const { name, make } = makers[index % makers.length];
    const document = documentOf(analysis, make);
    return impossible(analysis, text) ?? unsafe(name, document);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function documentOf(analysis, make) {
  const parts = [];
  const format = make(plainContext);
  for (const line of recordsOf([analysis], { version: "0" })) writeRecord(format, line, (part) => parts.push(part));
  return parts.join("");
}

/** A claim that no capture can prove: lines that it does not have, counts below zero, a loss of nothing. */
function impossible({ connections, findings }, text) {
  const lines = text.split("\n").length;
  for (const { line, rule } of findings) {
    if (line < 1 || line > lines) return `${rule.id} is on line ${line} of ${lines}`;
  }
  for (const exchange of connections.flatMap(({ exchanges }) => exchanges)) {
    const { verdict, outstandingBytes, response } = exchange;
    if (verdict === "truncated" && outstandingBytes !== null && outstandingBytes <= 0) {
      return `truncated, with ${outstandingBytes} bytes outstanding`;
    }
    if ((response?.acceptedBytes ?? 0) < 0) return `${response.acceptedBytes} bytes accepted`;
  }
  return null;
}

/** Text of the capture that a terminal or a reader of the format would obey. */
function unsafe(name, document) {
  const shown = name === "csv" ? document.replaceAll("\r\n", "\n") : document; // RFC 4180 ends its lines so
  for (let at = 0; at < shown.length; at++) {
    const code = shown.charCodeAt(at);
    if (code === 0x7f || (code < 0x20 && code !== 0x0a && code !== 0x09)) return `${name} holds a control character`;
  }
  if (name === "json" || name === "sarif") JSON.parse(document);
  if (name === "ndjson") for (const line of document.split("\n").filter(Boolean)) JSON.parse(line);
  return null;
}

function inputOf(index) {
  const random = generator(seed, index);
  const pick = () => corpus[Math.floor(random() * corpus.length)];
  return mutate(pick(), pick(), random);
}

function specBlocks() {
  return globSync("test/specs/*.md")
    .sort()
    .flatMap((file) =>
      [...readFileSync(file, "latin1").matchAll(/```strace\n([\s\S]*?)```/g)].map(([, block]) => block),
    );
}

function samplePieces() {
  return globSync("samples/*.strace")
    .sort()
    .flatMap((file) => {
      const text = readFileSync(file, "latin1").replace(/\.{200,}/g, (dots) => dots.slice(0, 40));
      return Array.from({ length: Math.min(20, Math.ceil(text.length / PIECE)) }, (_, at) =>
        text.slice(at * PIECE, (at + 1) * PIECE),
      );
    });
}
