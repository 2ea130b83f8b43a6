/** The walls of docs/design.md: data flows capture -> strace -> sockets -> http -> rules -> report -> cli. */
const room = (name) => `^src/${name}/`;
const only = (name, ...allowed) => ({
  name: `${name}-knows-only-${allowed.join("-") || "itself"}`,
  comment: `${name} may import itself${allowed.map((each) => `, ${each}`).join("")} and errors.ts, nothing else of ours`,
  severity: "error",
  from: { path: room(name) },
  to: { path: "^src/", pathNot: [name, ...allowed].map(room).concat("^src/errors\\.ts$") },
});

export default {
  forbidden: [
    only("capture"),
    only("strace"),
    only("sockets", "strace"),
    only("http", "sockets", "strace"),
    only("rules", "http", "sockets", "strace"),
    only("analysis", "rules", "http", "sockets", "strace"),
    only("compare", "analysis", "rules", "http", "sockets", "strace"),
    only("scrub", "analysis", "rules", "http", "sockets", "strace"),
    only("record"),
    only("probe"),
    // it sends the probe's requests, and reads the captures of its own runs
    only("provoke", "probe", "record", "capture", "analysis", "rules", "http", "sockets", "strace"),
    only("simulate"),
    only("report", "analysis", "rules", "http", "sockets", "strace", "compare", "probe", "provoke", "simulate"),
    only("baseline", "report", "analysis", "rules", "http", "sockets", "strace"),
    only("config", "report", "analysis", "rules", "http", "sockets", "strace"),
    {
      name: "core-is-pure",
      comment: "they do no I/O; report may ask node:util for colours",
      severity: "error",
      from: { path: "^src/(strace|sockets|http|rules|analysis|compare|scrub|simulate|report|baseline)/" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?util$" },
    },
    {
      name: "commander-stays-in-cli",
      comment: "only the command line knows about the command line",
      severity: "error",
      from: { pathNot: room("cli") },
      to: { path: "node_modules/commander" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, pathNot: "\\.d\\.ts$" },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
  },
};
