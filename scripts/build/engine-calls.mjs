const FOLDER = "src/engine/assembly/calls";
const NOTE = "// Written by `node scripts/engine-calls.mjs` from src/core/syscalls. Do not change it by hand.\n";
/** No list of names is longer: its row has to fit into a line, with the facts or without. */
const WIDTH = 60;
const WIDTH_OF_OTHERS = 100;
const WIDTH_OF_LISTS = 76;
const BUFFERS = { string: "Single", vector: "Vector", message: "Message", messages: "Messages" };

/** What need not be written at the end of a row. */
const DEFAULTS = /(?:, (?:NO_ARGUMENT|Buffers\.None))+$/;

/**
 * What the engine knows of system calls, as files of AssemblyScript.
 *
 * @param {readonly (readonly [name: string, row: object])[]} calls every call under each of its names
 * @param {readonly (readonly [name: string, row: object])[]} listed those of core/syscalls/table.ts
 * @returns {readonly (readonly [path: string, text: string])[]}
 */
export function engineFiles(calls, listed) {
  return [
    [`${FOLDER}/effect.ts`, effectFile(calls)],
    [`${FOLDER}/rows.ts`, rowsFile(calls, listed)],
  ];
}

function effectFile(calls) {
  const effects = new Set(calls.map(([, { effect }]) => effect).filter(Boolean));
  const members = ["None", ...[...effects].map(enumName)];
  return `${NOTE}
/** What a call does to processes, fds and sockets. */
export enum Effect {
${members.map((member) => `  ${member},\n`).join("")}}
`;
}

function rowsFile(calls, listed) {
  const others = calls.filter(([, { effect }]) => effect === undefined).map(([name]) => name);
  return `${NOTE}
import { Buffers, CallClass, NO_ARGUMENT } from "./call";
import { define, defineOthers, inDescAlone, inNetwork, inNetworkAlone, provesClass, waitForEvents } from "./define";
import { Effect } from "./effect";

export function defineCalls(): void {
${[...rowsOf(calls)].flatMap(([facts, names]) => linesOf(names, WIDTH).map((list) => `  define("${list}", ${facts});\n`)).join("")}
${linesOf(others, WIDTH_OF_OTHERS)
  .map((list) => `  defineOthers("${list}");\n`)
  .join("")}
${Object.entries(LISTS)
  .map(([name, matches]) =>
    calling(
      name,
      listed.filter(([, row]) => matches(row)),
    ),
  )
  .join("")}${PROVEN.map((each) =>
  calling(
    "provesClass",
    listed.filter(([, row]) => isProof(row, each)),
    `, CallClass.${enumName(each)}`,
  ),
).join("")}}
`;
}

/** Facts of calls of the table, by the function that takes the names. */
const LISTS = {
  inNetwork: ({ effect, classes }) => effect !== undefined && classes.includes("network"),
  inNetworkAlone: ({ classes }) => classes.length === 1 && classes[0] === "network",
  inDescAlone: ({ classes }) => classes.includes("desc") && !classes.includes("network"),
  waitForEvents: ({ waits }) => waits === "events",
};

/** The classes that a call may prove; `every`: it is in none, so every call was traced. */
const PROVEN = ["desc", "network", "every"];

/** True if the capture shows the call only if the whole class was traced. */
function isProof({ impliesClass, classes }, callClass) {
  if (impliesClass !== true) return false;
  return callClass === "every" ? classes.length === 0 : classes.length === 1 && classes[0] === callClass;
}

/** Statements that call a function with the names. */
function calling(name, calls, rest = "") {
  const lists = linesOf(
    calls.map(([call]) => call),
    WIDTH_OF_LISTS,
  );
  return lists.map((list) => `  ${name}("${list}"${rest});\n`).join("");
}

/** The names of the calls with an effect, by their facts as source. */
function rowsOf(calls) {
  const rows = new Map();
  for (const [name, { effect, from, to, buffers, flags }] of calls) {
    if (effect === undefined) continue;
    const shape = `Buffers.${BUFFERS[buffers] ?? "None"}`;
    const all = [`Effect.${enumName(effect)}`, argument(from), argument(to), shape, argument(flags)].join(", ");
    const facts = all.replace(DEFAULTS, "");
    rows.set(facts, [...(rows.get(facts) ?? []), name]);
  }
  return rows;
}

const argument = (index) => index ?? "NO_ARGUMENT";

/** `EpollWait` for `epoll-wait`. */
const enumName = (effect) => effect.replace(/(?:^|-)(.)/g, (_, letter) => letter.toUpperCase());

function linesOf(names, width) {
  const lines = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + name.length < width) lines[lines.length - 1] = `${last} ${name}`;
    else lines.push(name);
  }
  return lines;
}
