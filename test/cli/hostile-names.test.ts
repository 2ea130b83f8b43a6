import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.js";
import { viewStreamIn } from "../view-stream.js";
import { documentsIn, everyFormat, OF_TEXT } from "./every-format.js";
import { type Run, unflushed } from "./run.js";

/** What a file may be called, or what an argument may be: one that draws, one that commands, and what hides between. */
const HOSTILE = {
  "an escape, a line end and a command": "x\u001b[31m\n::error::EVIL",
  "a command from its first character": "::error::EVIL",
  "a command where a line is folded": `${"word ".repeat(30)}::error::EVIL`,
  "what documents escape, what terminals obey, and the older commands":
    "=x##[error]EVIL\u202e\u2028\u2029\u0085\u009b31m\u007f\r\u0007\ufeff%0A<script>&\"',`|",
} as const;

const CAPTURE = `10 accept4(3, NULL, NULL, 0) = 7
10 read(7, "GET /\\33[31m\\n::error::EVIL HTTP/1.1\\r\\n\\r\\n", 8192) = 38
10 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nhello", 47) = 43
10 \u001b[31m\u0085::error::EVIL write(7, "
10 write(7, "x" \u009b31m
10 close(7) = 0
`;
const TIMED = CAPTURE.split("\n")
  .map((line, index) => line.replace(/^10 /, `10 100${9 - index}.000000 `))
  .join("\n");
const THROWS = (name: string) => `throw new Error(${JSON.stringify(name)});`;
const RULE = (name: string) =>
  `export const rules = [{ id: "x/x", level: "error", matches: () => true,
  message: () => { throw new Error(${JSON.stringify(name)}); } }];`;

/** What the text would do to a terminal, or to a runner that reads it as its log. */
function harm(text: string, commands = /(?!)/): string[] {
  return text
    .split("\n")
    .filter((line) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|##\[/u.test(line) || (/^\s*::/.test(line) && !commands.test(line)))
    .map((line) => JSON.stringify(line));
}

function expectNoHarm({ stdout, stderr }: Run): void {
  expect([...harm(stdout), ...harm(stderr)]).toEqual([]);
}

/** A folder with a file of this name for everything that a file may be. */
function filesCalled(name: string) {
  const root = temporaryFolder();
  const put = (folder: string, text: string | Buffer, file = name): string => {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, file), text);
    return join(root, folder, file);
  };
  return { root, put };
}

const ENDS_EARLY = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);

/** Every command, on every kind of file and argument of this name. `cwd` is a folder that holds a capture of this name. */
function commandsOn(name: string): { readonly cwd: string; readonly lines: readonly (readonly string[])[] } {
  const { root, put } = filesCalled(name);
  put(".", CAPTURE);
  const files = {
    capture: put("capture", CAPTURE),
    timed: put("timed", TIMED),
    empty: put("empty", ""),
    prose: put("prose", `Dear reader,\n${name}\n`),
    binary: put("binary", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2])),
    damaged: put("damaged", ENDS_EARLY, `${name}.gz`),
    expects: put("expects", `# expect: ${name.replaceAll("\n", " ")}\n${CAPTURE}`),
    config: put("config", `{ "rules": { ${JSON.stringify(name)}: "off" }, ${JSON.stringify(name)}: 1 }`),
    noJson: put("no-json", `${name}\n{`),
    ofRule: put("of-rule", JSON.stringify({ plugins: [`./${name}.mjs`] })),
    throws: put("throws", THROWS(name), `${name}.mjs`),
    rule: put("of-rule", RULE(name), `${name}.mjs`),
    baseline: put("baseline", JSON.stringify({ schemaVersion: 1, [name]: name, captures: name })),
    program: put("program", "#!/bin/sh\nexit 3\n"),
    result: put("result", `${JSON.stringify({ kind: "run", schemaVersion: name, tool: { name, version: name } })}\n`),
  };
  chmodSync(files.program, 0o755);
  put(`folder/${name}`, CAPTURE, `${name}.strace`);
  put(`folder/${name}`, `Dear reader,\n${name}\n`, `${name}.txt`);
  writeFileSync(
    Buffer.concat([Buffer.from(join(root, "folder", "EVIL")), Buffer.from([0x1b, 0x9b, 0xff, 0x0a])]),
    CAPTURE,
  );
  put("set", CAPTURE.replace(/^10 /gm, ""), `${name}.17`);
  mkdirSync(join(root, "nothing", name), { recursive: true });
  mkdirSync(join(root, "loop"));
  symlinkSync(name, join(root, "loop", name));
  const missing = join(root, "missing", name);
  const inputs = [
    ...[files.capture, files.timed, files.empty, files.prose, files.binary, files.damaged, files.expects, missing],
    ...[join(root, "folder", name), join(root, "set", name), join(root, "nothing", name), join(root, "loop", name)],
    name,
  ];
  const { capture } = files;
  return {
    cwd: root,
    lines: [
      ...inputs.flatMap((input) => [
        ["check", "--show-unrecognized", "--notes", input],
        ["check", "--strict", input],
        ["timeline", input],
        ["parse", "--show-unrecognized", input],
        ["parse", "--strict", input],
        ["compare", "--show-unrecognized", input, capture],
        ["compare", "--format", "json", capture, input],
        ["scrub", input],
        ["merge", input],
      ]),
      ["check", "--show-unrecognized", join(root, "folder"), join(root, "nothing"), join(root, "capture")],
      ["check", ...inputs],
      ...["config", "noJson", "ofRule", "throws", "prose", "empty"].map((each) => [
        "check",
        "--config",
        files[each as keyof typeof files],
        capture,
      ]),
      ["check", "--config", missing, capture],
      ["rules", "--config", files.ofRule],
      ...["baseline", "noJson", "empty"].map((each) => [
        "check",
        "--baseline",
        files[each as keyof typeof files],
        capture,
      ]),
      ["check", "--baseline", missing, capture],
      ["check", "--baseline", join(root, `new${name}`), "--update-baseline", capture],
      ["check", "--baseline", name, "--update-baseline", "capture"],
      ["check", "--format", name, capture],
      ["check", "--format", `json=${missing}`, capture],
      ["check", "--format", `json=${join(root, "nothing", name)}`, capture],
      ["check", "--format", `json=${capture}`, capture],
      ["check", "--format", files.throws, capture],
      ["check", "--format", `${missing}.mjs`, capture],
      ["check", "--format", files.rule, capture],
      ...["--rule", "--fail-on", "--shard", "--jobs"].map((option) => ["check", option, name, capture]),
      ["check", `--${name}`, capture],
      ["timeline", capture, "--connection", name],
      ["timeline", capture, "--target", name],
      ["merge", files.result, files.noJson],
      ["merge", files.noJson],
      ["scrub", capture, "-o", `${capture}.scrubbed`],
      ["scrub", capture, "-o", missing],
      ["record", "--print-command", "-o", name, name],
      ["record", "-o", missing, "true"],
      ["record", name],
      ["record", missing],
      ["record", "-p", name],
      ["record", "-o", `${capture}.recorded`, files.program],
      ["probe", name],
      ["probe", `http://127.0.0.1:1/${name}`],
      ["probe", "--format", "json", `http://127.0.0.1:1/${name}`],
      ["probe", "--rate", name, "http://127.0.0.1:1/"],
      ["provoke", "--probe", name, "true"],
      ["provoke", "--probe", "http://127.0.0.1:1/", name],
      ["provoke", "--probe", "http://127.0.0.1:1/", "--keep", missing, name],
      ["rules", name],
      ["simulate", "--dialect", name],
      ["completion", name],
      ["manual", name],
      ["help", name],
    ],
  };
}

describe.each(Object.entries(HOSTILE))("%s", (_what, name) => {
  test("no command writes it to a terminal as it is", async () => {
    const { cwd, lines } = commandsOn(name);
    const seen: unknown[] = [];
    for (const args of lines) {
      const run = await unflushed(args, "", { cwd });
      const found = [...harm(run.stdout), ...harm(run.stderr)];
      if (found.length > 0) seen.push([args.join(" "), ...found]);
      expect(run.stdout + run.stderr, args.join(" ")).not.toBe("");
    }
    expect(seen).toEqual([]);
  });

  test("no document holds it as it is", async () => {
    const { cwd } = commandsOn(name);
    const folder = temporaryFolder();
    expectNoHarm(await unflushed(["folder", name, `missing${name}`, ...everyFormat(folder, OF_TEXT)], "", { cwd }));
    for (const [format, text] of Object.entries(documentsIn(folder))) {
      const lines = format === "csv" ? text.replaceAll("\r\n", "\n") : format === "html" ? viewStreamIn(text) : text;
      const ours = format === "github" ? /^::(?:error|warning|notice) [^:]*::/ : /(?!)/;
      expect([format, ...harm(lines, ours)]).toEqual([format]);
      const namesFiles = format !== "openmetrics"; // it counts by rule, server and status
      expect([format, lines.includes("EVIL")]).toEqual([format, namesFiles]);
    }
  });

  test("no line of GitHub's log is a command but ours", async () => {
    const { cwd } = commandsOn(name);
    const env = { ...process.env, GITHUB_ACTIONS: "true" };
    const { stdout, stderr } = await unflushed(["folder", name, `missing${name}`], "", { cwd, env });
    expect(harm(stdout + stderr, /^::(?:error|warning|notice) [^:]*::/)).toEqual([]);
  });
});

test("one place writes messages, and the parser of arguments its help", () => {
  const src = fileURLToPath(new URL("../../src", import.meta.url));
  const writers = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .filter((path) => /\b(?:stderr|warnings)\.write\(|console\./.test(readFileSync(join(src, path), "utf8")));
  expect(writers.sort()).toEqual(["cli/bin.ts", "cli/main.ts"]); // bin.ts: standard output is gone, in words of its own
  expect(readFileSync(join(src, "run/say.ts"), "utf8").match(/\.write\(/g)).toHaveLength(2);
});
