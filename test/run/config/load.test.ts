import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { rules } from "../../../src/index.js";
import { configIn, findConfig } from "../../../src/run/config/find.js";
import { type LoadedConfig, loadConfig } from "../../../src/run/config/load.js";
import { EVERY_RESPONSE, folderWith } from "./folder.js";

const schema = JSON.parse(readFileSync(new URL("../../../schema/config.schema.json", import.meta.url), "utf8"));
const isConfig = new Ajv2020({ allErrors: true }).compile(schema);

/** The error about a configuration, without the path of its folder; null if the configuration is valid. */
async function complaint(file: string, content: string): Promise<string | null> {
  const folder = folderWith({ [file]: content });
  try {
    await loadConfig(configIn(join(folder, file)));
    return null;
  } catch (error) {
    expect(error).toMatchObject({ name: "UnflushedError", code: "config-invalid" });
    return (error as Error).message.replaceAll(`${folder}/`, "");
  }
}

const load = (file: string, content: string): Promise<LoadedConfig> =>
  loadConfig(configIn(join(folderWith({ [file]: content }), file)));

describe("the error about a wrong configuration names the key, and the schema refuses it too", () => {
  const wrong: readonly (readonly [config: unknown, message: string])[] = [
    [[], "the configuration is a list: it must be an object"],
    [
      { failOnn: "error" },
      "failOnn is not a key of a configuration (did you mean failOn?): choose from rules, failOn, ",
    ],
    [
      { failOn: "warn" },
      'failOn is "warn", which is not a level (did you mean warning?): choose from error, warning, note',
    ],
    [{ failOn: "off" }, 'failOn is "off", which is not a level: choose from error, warning, note'],
    [
      { rules: { "race-window": "warnin" } },
      'rules.race-window is "warnin", which is not a level (did you mean warning?)',
    ],
    [{ rules: ["race-window"] }, "rules is a list: it must be an object"],
    [{ notes: "yes" }, 'notes is "yes": it must be true or false'],
    [{ jobs: 0 }, "jobs is 0: it must be a whole number from 1"],
    [{ jobs: 1.5 }, "jobs is 1.5: it must be a whole number from 1"],
    [{ format: 7 }, "format is 7: it must be a text"],
    [{ format: [] }, "format is an empty list: name a format, such as text"],
    [{ ignores: { rule: "race-window" } }, "ignores is an object: it must be a list"],
    [{ ignores: [{ rule: "race-window" }] }, "ignores[0].reason is missing: say why these findings may be ignored"],
    [{ ignores: [{ rule: "race-window", reason: " " }] }, 'ignores[0].reason is " ": it must be a text'],
    [
      { ignores: [{ reason: "tired" }] },
      "ignores[0] would ignore everything: give it at least one of rule, target, peer",
    ],
    [{ ignores: [{ path: "/a", reason: "b" }] }, "ignores[0].path is not a key of a configuration"],
    [{ baseline: true }, "baseline is true: it must be a text"],
    [{ plugins: "./rules.mjs" }, 'plugins is "./rules.mjs": it must be a list'],
  ];

  test.each(wrong)("%j", async (config, message) => {
    const error = await complaint("unflushed.config.json", JSON.stringify(config));
    expect(error?.startsWith(`unflushed.config.json: ${message}`), error ?? "no error").toBe(true);
    expect(isConfig(config)).toBe(false);
  });
});

test("the error about an unknown rule suggests the one that was meant", async () => {
  expect(await complaint("c.json", '{"rules":{"race-windo":"off"}}')).toBe(
    "c.json: rules.race-windo is an unknown rule (did you mean race-window?): unflushed rules lists all rules",
  );
  expect(await complaint("c.json", '{"ignores":[{"rule":"peer-abort","reason":"a"}]}')).toBe(
    "c.json: ignores[0].rule names an unknown rule (did you mean peer-aborted?): unflushed rules lists all rules",
  );
});

test("a configuration with every key is valid, and the schema accepts it too", async () => {
  const config = {
    $schema: "./node_modules/unflushed/schema/config.schema.json",
    rules: { "race-window": "off", "response-stalled": "error" },
    failOn: "warning",
    notes: true,
    passWithNoResponses: true,
    strict: false,
    jobs: 2,
    progress: false,
    format: ["text", "sarif=unflushed.sarif"],
    ignores: [{ rule: "close-outstanding", target: "/a/*", peer: "127.0.0.1:*", reason: "known" }],
    baseline: "known.json",
    plugins: [],
  };
  expect(isConfig(config), JSON.stringify(isConfig.errors)).toBe(true);
  const { options, levels, ignores } = await load("c.json", JSON.stringify(config));
  const { $schema, rules: given, ignores: wanted, plugins, ...others } = config;
  expect(options).toEqual(others);
  expect(Object.fromEntries(levels)).toEqual(given);
  expect(ignores).toEqual(wanted);
});

test("the schema knows each rule by name", () => {
  expect(schema.properties.rules.propertyNames.anyOf[0].enum).toEqual(rules.map(({ id }) => id));
});

describe("the error about an unreadable configuration is one sentence", () => {
  test.each([
    ["not JSON", "c.json", "{", "c.json is not JSON ("],
    ["nothing", "c.json", "", "c.json: the configuration is missing: it must be an object"],
    ["null", "c.json", "null", "c.json: the configuration is null: it must be an object"],
    ["another kind of file", "c.yaml", "a: 1", "c.yaml is not a configuration: give a .js, .mjs, .cjs or .json file"],
    ["a package.json without the key", "package.json", "{}", "package.json has no key unflushed: add one"],
    [
      "a module that throws",
      "c.mjs",
      '\nthrow new RangeError("too\\nbad")',
      "c.mjs failed on line 2 (RangeError: too): mend it",
    ],
    ["a module that throws no error", "c.mjs", "throw null", "c.mjs failed (no Error): mend it"],
    ["a module that is missing another", "c.mjs", 'import "./d.mjs"', "c.mjs failed (Error: Cannot find module "],
    ["a module that exports nothing", "c.mjs", "export const config = {}", "c.mjs: the configuration is not exported"],
    [
      "a function",
      "c.mjs",
      "export default () => ({})",
      "c.mjs: the configuration is a function: it must be an object",
    ],
  ])("%s", async (_, file, content, message) => {
    const error = await complaint(file, content);
    expect(error?.startsWith(message), error ?? "no error").toBe(true);
    expect(error).not.toContain("\n");
  });

  test("no file at all", () => {
    expect(() => configIn("/does-not-exist.json")).toThrow(
      expect.objectContaining({
        code: "config-not-found",
        message: expect.stringMatching(/^\/does-not-exist.json does/),
      }),
    );
  });
});

describe("the search for a configuration", () => {
  const name = (file: string | undefined, folder: string): string | undefined => file?.replace(`${folder}/`, "");

  test("in the folder or above it, the nearest one", () => {
    const folder = folderWith({ "unflushed.config.json": "{}", "a/b/x": "", "a/unflushed.config.mjs": "" });
    expect(name(findConfig(join(folder, "a/b"))?.file, folder)).toBe("a/unflushed.config.mjs");
    expect(name(findConfig(folder)?.file, folder)).toBe("unflushed.config.json");
  });

  test("a package.json counts if it has the key", async () => {
    const folder = folderWith({
      "package.json": '{"unflushed":{"failOn":"note"}}',
      "a/package.json": '{"name":"unflushed"}',
    });
    const found = findConfig(join(folder, "a"));
    expect(found).toEqual({ file: join(folder, "package.json"), kind: "data", value: { failOn: "note" } });
  });

  test("in one folder .js comes before .mjs, .json and package.json", () => {
    const files = { "unflushed.config.mjs": "", "unflushed.config.json": "{}", "package.json": '{"unflushed":{}}' };
    const folder = folderWith({ ...files, "unflushed.config.js": "" });
    expect(name(findConfig(folder)?.file, folder)).toBe("unflushed.config.js");
    const other = folderWith(files);
    expect(name(findConfig(other)?.file, other)).toBe("unflushed.config.mjs");
  });

  test("finding a module does not run it", () => {
    expect(findConfig(folderWith({ "unflushed.config.mjs": "throw 1" }))).toMatchObject({ kind: "module" });
  });
});

describe("custom rules", () => {
  const rule = (change: string): string => `export default { customRules: [{ ...${EVERY_RESPONSE}, ${change} }] }`;

  test.each([
    ['id: "Every"', 'customRules[0].id is "Every": an id consists of words of small letters'],
    ['id: "race-window"', 'customRules[0].id is "race-window", which is the id of another rule'],
    ['level: "off"', 'customRules[0].level is "off", which is not a level'],
    ["message: 'text'", 'customRules[0].message is "text": it must be a function'],
    ["matches: undefined", "customRules[0].matches is missing: it must be a function"],
    ["why: ''", 'customRules[0].why is "": it must be a text'],
    ["match: 1", "customRules[0].match is not a key of a configuration (did you mean matches?)"],
  ])("%s is wrong", async (change, message) => {
    const error = await complaint("c.mjs", rule(change));
    expect(error?.startsWith(`c.mjs: ${message}`), error ?? "no error").toBe(true);
  });

  test("two rules with one id are refused, even if a plugin has the first", async () => {
    const folder = folderWith({
      "rules.mjs": `export const rules = [${EVERY_RESPONSE}]`,
      "c.mjs": `export default { plugins: ["./rules.mjs"], customRules: [${EVERY_RESPONSE}] }`,
    });
    await expect(loadConfig(configIn(join(folder, "c.mjs")))).rejects.toThrow(
      /customRules\[0\]\.id is "every-response"/,
    );
  });

  test("texts become one line without a full stop, because every format adds its own", async () => {
    const { declared } = await load("c.mjs", rule("why: `It is\n  long. And two.`, advice: 'wait.'"));
    expect(declared.at(-1)?.rules[0]).toMatchObject({ why: "It is long. And two", advice: "wait" });
  });

  test("a rule may be an object of a class, and its methods keep their this", async () => {
    const text = `
      class Above { #limit = 5; level = "note"; flags = "f"; why = "w"; next = "n"; id = "above";
        what() { return "more than " + this.#limit }
        matches({ owedBytes }) { return owedBytes > this.#limit } }
      export default { customRules: [new Above()] }`;
    const [above] = (await load("c.mjs", text)).declared.at(-1)?.rules ?? [];
    const judgement = { owedBytes: 6 } as Parameters<NonNullable<typeof above>["matches"]>[0];
    expect(above?.matches(judgement)).toBe(true);
    expect(above?.message(judgement)).toBe("more than 5");
  });
});

describe("plugins", () => {
  const load = (files: Readonly<Record<string, string>>): Promise<LoadedConfig> =>
    loadConfig(configIn(join(folderWith(files), "conf/c.json")));
  const ids = ({ declared }: LoadedConfig): string[] => declared.flatMap((each) => each.rules.map(({ id }) => id));

  test("a path starts from the folder of the configuration", async () => {
    const plugin = `export const rules = [${EVERY_RESPONSE}]`;
    const config = await load({ "conf/c.json": '{"plugins":["../rules/r.mjs"]}', "rules/r.mjs": plugin });
    expect(ids(config)).toEqual(["every-response"]);
  });

  test("a package is resolved from that folder, and may be an ES module or CommonJS", async () => {
    const config = await load({
      "conf/c.json": '{"plugins":["unflushed-plugin-x","@scope/y"],"rules":{"of-y":"error"}}',
      "node_modules/unflushed-plugin-x/package.json": '{"type":"module","exports":{"import":"./m.js"}}',
      "node_modules/unflushed-plugin-x/m.js": `export const rules = [${EVERY_RESPONSE}]`,
      "conf/node_modules/@scope/y/package.json": '{"main":"main.cjs"}',
      "conf/node_modules/@scope/y/main.cjs": `const make = () => [{ ...${EVERY_RESPONSE}, id: "of-y" }]; module.exports = Object.assign(() => {}, { rules: make() })`,
    });
    expect(ids(config)).toEqual(["every-response", "of-y"]);
    expect(config.levels.get("of-y")).toBe("error");
  });

  test.each([
    [
      '["unflushed-plugin-none"]',
      /plugins\[0\] is "unflushed-plugin-none", which cannot be resolved \(ERR_MODULE_NOT_FOUND\)/,
    ],
    ['["./empty.mjs"]', /plugins\[0\] is "\.\/empty\.mjs", which exports no rules: export them as rules/],
    ['["./broken.mjs"]', /conf\/broken\.mjs: rules\[0\]\.id is missing/],
    ['["./none.mjs"]', /conf\/none\.mjs failed \(Error: Cannot find module/],
  ])("%s is wrong", async (plugins, message) => {
    const files = { "conf/empty.mjs": "", "conf/broken.mjs": "export const rules = [{}]" };
    await expect(load({ "conf/c.json": `{"plugins":${plugins}}`, ...files })).rejects.toThrow(message);
  });
});
