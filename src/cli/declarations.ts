import type { Command } from "./commander.js";

type Declare = (program: Command) => void;

/** What declares each command, in the order of the help. */
const COMMANDS = {
  check: async () => (await import("./declare/check.js")).declareCheck,
  timeline: async () => (await import("./declare/timeline.js")).declareTimeline,
  compare: async () => (await import("./declare/compare.js")).declareCompare,
  record: async () => (await import("./declare/record.js")).declareRecord,
  probe: async () => (await import("./declare/probe.js")).declareProbe,
  provoke: async () => (await import("./declare/provoke.js")).declareProvoke,
  simulate: async () => (await import("./declare/simulate.js")).declareSimulate,
  parse: async () => (await import("./declare/parse.js")).declareParse,
  merge: async () => (await import("./declare/merge.js")).declareMerge,
  scrub: async () => (await import("./declare/scrub.js")).declareScrub,
  rules: async () => (await import("./declare/rules.js")).declareRules,
  completion: async () => (await import("./declare/completion.js")).declareCompletion,
} satisfies Record<string, () => Promise<Declare>>;

/** What asks for something about all of them. */
const ABOUT_ALL = ["help", "completion", "--help", "-h"];

/** What these arguments need declared: the usual command and whatever they name, or all where they may ask for help. */
export function declarationsFor(args: readonly string[]): Promise<Declare[]> {
  const isAboutAll = ABOUT_ALL.some((word) => args.includes(word));
  const needed = Object.entries(COMMANDS).filter(([name]) => isAboutAll || name === "check" || args.includes(name));
  return Promise.all(needed.map(([, load]) => load()));
}
