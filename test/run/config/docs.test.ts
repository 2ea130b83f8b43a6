import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { analyzeText, type Judgement, type SocketEvent } from "../../../src/index.js";
import { configIn } from "../../../src/run/config/find.js";
import { loadConfig } from "../../../src/run/config/load.js";
import { unflushedProcess } from "../../cli/run.js";
import { block } from "../../spec-blocks.js";
import { folderWith } from "./folder.js";

const root = new URL("../../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const schema = JSON.parse(read("schema/config.schema.json"));

/** The text from a heading to the next one. */
const section = (page: string, title: string): string => page.split(`# ${title}\n`)[1]?.split(/^##/m)[0] ?? "";
/** The names in the first column of the table in a text. */
const names = (text: string): string[] =>
  [...text.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name),
  );

describe("docs/reference/configuration.md", () => {
  const page = read("docs/reference/configuration.md");

  test("the JSON example is a valid configuration, also by the schema", async () => {
    const json = block("json", page) ?? "";
    expect(new Ajv2020().compile(schema)(JSON.parse(json))).toBe(true);
    const { options, ignores } = await loadConfig(configIn(join(folderWith({ "c.json": json }), "c.json")));
    expect(options.failOn).toBe("warning");
    expect(ignores).toHaveLength(1);
  });

  test("the module example is a valid configuration", async () => {
    const folder = folderWith({ "unflushed.config.mjs": block("js", page) ?? "" });
    const { stdout, stderr } = await unflushedProcess(["rules"], "", {
      cwd: folder,
      env: { ...process.env, CI: "true" },
    });
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^error {4}race-window/m);
  });

  test("the table lists every key, and no other", () => {
    const keys = Object.keys(schema.properties).filter((key) => key !== "$schema");
    expect(names(page).sort()).toEqual([...keys, "customRules"].sort());
  });
});

describe("docs/use/custom-rules.md", () => {
  const page = read("docs/use/custom-rules.md");
  const runs = [...page.matchAll(/```console\n\$ npx unflushed (.*)\n([\s\S]*?)```/g)];

  test.each(
    runs.map(([, command = "", output = ""]) => [command, output] as const),
  )("unflushed %s", async (command, output) => {
    const folder = folderWith({ "unflushed.config.mjs": block("js", page) ?? "" });
    symlinkSync(fileURLToPath(new URL("samples", root)), join(folder, "samples"));
    expect(await unflushedProcess(command.split(" "), "", { cwd: folder })).toEqual({
      stdout: output,
      stderr: "",
      code: 0,
    });
  });

  test("the example rule matches in the first run, and not in the second", () => {
    expect(runs.map(([, , output = ""]) => output.includes("slow-flush"))).toEqual([true, false]);
  });

  test("the plugin example exports a rule", async () => {
    const [, , module = ""] = page.split("```js\n");
    const files = { "r.mjs": module.split("```")[0] ?? "", "c.json": '{"plugins":["./r.mjs"]}' };
    const { declared } = await loadConfig(configIn(join(folderWith(files), "c.json")));
    expect(declared[0]?.rules.map(({ id }) => id)).toEqual(["my-rule"]);
  });

  test("the tables list every field of a judgement, an exchange, a response and its calls", () => {
    const seen: Judgement[] = [];
    const spy = { id: "spy", level: "note", summary: "", message: () => "", why: "", advice: "" } as const;
    const matches = (judgement: Judgement): boolean => seen.push(judgement) > 0;
    analyzeText(read("samples/hyper-14.9MB-truncated.strace"), {}, { rules: [{ ...spy, matches }] });
    const [judgement] = seen;
    const keys = (value: object | null | undefined): string[] => Object.keys(value ?? {}).sort();
    expect(names(section(page, "The judgement")).sort()).toEqual(keys(judgement));
    expect(names(section(page, "The exchange")).sort()).toEqual(keys(judgement?.exchange));
    expect(names(section(page, "The response")).sort()).toEqual(keys(judgement?.exchange?.response));
    expect(names(section(page, "The calls")).sort()).toEqual(keys(judgement?.exchange?.calls));
  });

  test("the table lists every field of an event, except the origin of an open event", () => {
    const fields = new Set<string>();
    const onEvent = (_: unknown, event: SocketEvent): void => {
      for (const key of Object.keys(event)) if (!(event.kind === "open" && key === "origin")) fields.add(key);
    };
    for (const name of ["hyper-14.9MB-truncated", "nginx-client-aborts"])
      analyzeText(read(`samples/${name}.strace`), { onEvent });
    expect([...new Set(names(section(page, "An event")))].sort()).toEqual([...fields].sort());
  });
});
