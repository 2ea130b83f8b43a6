import type { Command } from "commander";
import type { Invocation } from "../../run/streams.js";

type Declare = (program: Command, invocation: Invocation) => void;

/** What declares each command, in the order of the help. */
const COMMANDS = {
  check: async () => (await import("./check/options.js")).declareCheck,
  connections: async () => (await import("./connections/options.js")).declareConnections,
  timeline: async () => (await import("./timeline/options.js")).declareTimeline,
  view: async () => (await import("./view/options.js")).declareView,
  path: async () => (await import("./path/options.js")).declarePath,
  compare: async () => (await import("./compare/options.js")).declareCompare,
  record: async () => (await import("./record/options.js")).declareRecord,
  probe: async () => (await import("./probe/options.js")).declareProbe,
  provoke: async () => (await import("./provoke/options.js")).declareProvoke,
  simulate: async () => (await import("./simulate/options.js")).declareSimulate,
  parse: async () => (await import("./parse/options.js")).declareParse,
  merge: async () => (await import("./merge/options.js")).declareMerge,
  scrub: async () => (await import("./scrub/options.js")).declareScrub,
  rules: async () => (await import("./rules/options.js")).declareRules,
  completion: async () => (await import("./completion/options.js")).declareCompletion,
  manual: async () => (await import("./manual/options.js")).declareManual,
} satisfies Record<string, () => Promise<Declare>>;

/** Of those that the help lists. */
export const COMMAND_NAMES: readonly string[] = Object.keys(COMMANDS).filter((name) => name !== "manual");

/** True for the name of a command, also of one that the help does not list. */
export function isCommandName(word: string): boolean {
  return Object.hasOwn(COMMANDS, word);
}

/** What asks for something about all of them. */
const ABOUT_ALL = ["help", "completion", "manual", "--help", "-h"];

/** The commands that these arguments need: the usual one and the one that they name; all of them when they may ask for help. */
export function declarationsFor(args: readonly string[]): Promise<Declare[]> {
  const isAboutAll = ABOUT_ALL.some((word) => args.includes(word));
  const needed = Object.entries(COMMANDS).filter(([name]) => isAboutAll || name === "check" || args.includes(name));
  return Promise.all(needed.map(([, load]) => load()));
}
