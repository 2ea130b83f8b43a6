/** Programs of users, by their file: each prints the rules that find something in the capture that it is given. */
export const PROGRAMS = {
  "import.mjs": `
    import { analyzeFile } from "unflushed";
    const { findings } = await analyzeFile(process.argv[2]);
    console.log(findings.map(({ finding }) => finding.rule.id).join());`,
  "import-core.mjs": `
    import { readFileSync } from "node:fs";
    import { analyzeText } from "unflushed/core";
    const { findings } = analyzeText(readFileSync(process.argv[2]));
    console.log(findings.map(({ finding }) => finding.rule.id).join());`,
  "require.cjs": `
    const { analyzeFile } = require("unflushed");
    analyzeFile(process.argv[2]).then(({ findings }) =>
      console.log(findings.map(({ finding }) => finding.rule.id).join()));`,
};

/** A program that tsc accepts if the types are there, and the same with a mistake that it must find. */
export const TYPED = `
  import { analyzeFile, defineRule } from "unflushed";
  import { analyzeText } from "unflushed/core";
  export const rules: string[] = analyzeText("").findings.map(({ finding }) => finding.rule.id);
  export const later: Promise<number> = analyzeFile("x.strace").then(({ findings }) => findings.length);
  export const rule = defineRule;`;
export const MISTYPED = TYPED.replace("rules: string[]", "rules: number[]");
