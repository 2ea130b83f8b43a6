/** The walls of docs/explain/design.md: core -> analyze -> reading -> capture -> run -> tools -> cli, and inside core the order of the pipeline. */
const room = (name) => `^src/${name}/`;
const only = (name, ...allowed) => ({
  name: `${name}-knows-only-${allowed.join("-") || "itself"}`,
  comment: `${name} may import itself${allowed.map((each) => `, ${each}`).join("")} and errors.ts, nothing else of ours`,
  severity: "error",
  from: { path: room(name) },
  to: { path: "^src/", pathNot: [name, ...allowed].map(room).concat("^src/errors\\.ts$") },
});
/** A room of the core may import itself and what is below it in this list. */
const CORE = [
  "text",
  "syscalls",
  "strace",
  "sockets",
  "protocols",
  "paths",
  "rules",
  "analysis",
  "records",
  "joining",
  "story",
  "filter",
  "formats",
  "timeline",
];
const corePath = (name) => `^src/core/${name}/`;
const ordered = CORE.map((name, at) => ({
  name: `core-${name}-looks-down`,
  comment: `inside core, ${name} may import only ${CORE.slice(0, at + 1).join(", ")}, and the files of bytes`,
  severity: "error",
  from: { path: corePath(name) },
  to: { path: "^src/core/[^/]+/", pathNot: CORE.slice(0, at + 1).map(corePath) },
}));
/** A tool stands alone; provoke sends the probe's requests and records its own runs. */
const tool = (name, ...allowed) => ({
  name: `tools-${name}-stands-alone`,
  comment: `tools/${name} may import no other tool${allowed.map((each) => ` but ${each}`).join("")}`,
  severity: "error",
  from: { path: `^src/tools/${name}/` },
  to: { path: "^src/tools/", pathNot: [name, ...allowed].map((each) => `^src/tools/${each}/`) },
});

export default {
  forbidden: [
    only("core"),
    only("analyze", "core", "engine/host"),
    only("reading", "analyze", "core"),
    only("capture", "reading", "analyze", "core", "engine/host"),
    only("run", "capture", "reading", "core"),
    only("tools", "run", "capture", "reading", "core"),
    only("page", "reading", "analyze", "core", "tools/simulate"),
    {
      name: "engine-host-knows-types-only",
      comment: "the engine's host may import types of the core, and core/bytes.ts; it hands on what the engine says",
      severity: "error",
      from: { path: "^src/engine/host/" },
      to: {
        path: "^src/",
        pathNot: ["^src/engine/host/", "^src/core/bytes\\.ts$"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "engine-is-another-program",
      comment:
        "src/engine/assembly is AssemblyScript: it imports nothing of TypeScript, and its host loads what is made of it",
      severity: "error",
      from: { path: "^src/engine/assembly/" },
      to: { path: "^src/", pathNot: "^src/engine/assembly/" },
    },
    {
      name: "nobody-imports-assembly",
      comment: "what is made of src/engine/assembly is loaded as WebAssembly",
      severity: "error",
      from: { pathNot: "^src/engine/assembly/" },
      to: { path: "^src/engine/assembly/" },
    },
    ...ordered,
    tool("provoke", "probe", "record"),
    ...["compare", "connections", "parse", "path", "probe", "record", "scrub", "simulate"].map((name) => tool(name)),
    {
      name: "probe-is-a-witness",
      comment: "probe reads HTTP by itself (RFC 9112, section 6.3), so that it can contradict the analysis",
      severity: "error",
      from: { path: "^src/tools/probe/" },
      to: { path: "^src/", pathNot: ["^src/tools/probe/", "^src/core/(text/|random\\.ts$)", "^src/errors\\.ts$"] },
    },
    {
      name: "core-runs-anywhere",
      comment:
        "the core, the engine's host, what connects them and what reads with them run in a browser: nothing of node, no I/O",
      severity: "error",
      from: { path: "^src/(core|engine/host|analyze|reading)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "program-reads-the-engine",
      comment:
        "the program reads the engine from its file: the text that is embedded for pages would make it start later",
      severity: "error",
      from: { pathNot: "^src/(analyze/|page/|index\\.ts$)" },
      to: {
        path: "^src/analyze/",
        pathNot: "^src/analyze/(follow|capture-lines|line-reader|engine-fault)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "commander-stays-in-cli",
      comment: "only the command line knows about the command line",
      severity: "error",
      from: { pathNot: room("cli") },
      to: { path: "node_modules/(commander|cli-progress)" },
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
