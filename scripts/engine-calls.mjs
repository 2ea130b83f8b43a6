// writes what the engine knows of system calls, after a change of src/core/syscalls: two files of AssemblyScript
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { engineFiles } from "./build/engine-calls.mjs";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const build = await rolldown({ input: at("src/core/syscalls/rows.ts") });
const { output } = await build.generate({ format: "esm" });
const { allNames, callRow, listedCalls } = await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
const calls = allNames().map((name) => [name, callRow(name)]);
for (const [path, text] of engineFiles(calls, [...listedCalls()])) writeFileSync(at(path), text);
