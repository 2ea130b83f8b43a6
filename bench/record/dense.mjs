// node bench/record/dense.mjs KEPT: makes dense.strace.gz of what `npm run truth -- --keep KEPT` recorded, 4,000 lines a server.
// Strings are cut as by a small `-s`, so that lines are short, and the servers follow one another in time.
import { existsSync, openSync, readdirSync, readSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

const LINES = 4000;
/** Bytes of a string that are kept. */
const LIMIT = 20;
/** A recording begins late in the start of its server: this many lines before the first connection. */
const BEFORE = 50;
const READ = 40_000_000;

const [kept] = process.argv.slice(2);
/** Folders of the machine that recorded, which are nobody's business. */
const FOLDERS = [
  kept,
  join(kept, ".."),
  join(import.meta.dirname, "../.."),
  join(import.meta.dirname, "../../.."),
  homedir(),
].map((folder) => resolve(folder));
const clockOf = (line) => /^(\d+ +)(\d\d):(\d\d):(\d\d\.\d+)/.exec(line);
const secondsOf = ([, , hours, minutes, seconds]) => hours * 3600 + minutes * 60 + Number(seconds);
const two = (value) => String(value).padStart(2, "0");

const recordings = readdirSync(kept)
  .map((server) => join(kept, server, "recommended-all.strace"))
  .filter(existsSync)
  .map(linesOf)
  .sort(([a], [b]) => secondsOf(clockOf(a)) - secondsOf(clockOf(b)));

let clock = 9 * 3600;
const all = recordings.flatMap((lines) => {
  const begin = secondsOf(clockOf(lines[0]));
  const moved = lines.map((line) => at(line, clock - begin));
  clock += secondsOf(clockOf(lines.at(-1))) - begin + 0.1;
  return moved;
});
const target = new URL("dense.strace.gz", import.meta.url);
writeFileSync(target, gzipSync(`${all.join("\n")}\n`, { level: 9 }));
process.stdout.write(`${recordings.length} servers, ${all.length} lines, ${Math.round(clock - 9 * 3600)} seconds\n`);

function linesOf(path) {
  const file = openSync(path, "r");
  const bytes = Buffer.alloc(READ);
  const lines = bytes.latin1Slice(0, readSync(file, bytes)).split("\n");
  const first = Math.max(0, lines.findIndex((line) => / accept4?\(/.test(line)) - BEFORE);
  return lines
    .slice(first, first + LINES)
    .filter(clockOf)
    .map(shortened);
}

function shortened(line) {
  const plain = FOLDERS.reduce((text, folder) => text.replaceAll(folder, "/srv"), line);
  return plain.replace(/"((?:[^"\\]|\\.)*)"(?:\.\.\.)?/g, (whole, text) => {
    const bytes = text.match(/\\[0-7]{1,3}|\\x[0-9a-f]{2}|\\.|[^\\]/g) ?? [];
    return bytes.length <= LIMIT ? whole : `"${bytes.slice(0, LIMIT).join("")}"...`;
  });
}

function at(line, shift) {
  const clock = clockOf(line);
  const time = secondsOf(clock) + shift;
  const hoursAndMinutes = `${two(Math.floor(time / 3600) % 24)}:${two(Math.floor(time / 60) % 60)}`;
  return `${clock[1]}${hoursAndMinutes}:${(time % 60).toFixed(6).padStart(9, "0")}${line.slice(clock[0].length)}`;
}
