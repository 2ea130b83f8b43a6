import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../temporary-folder.js";
import { GuideLab } from "./lab.js";
import { guideSteps } from "./page.js";
import { page, walkThePage } from "./walk.js";

const REGISTRY = "/usr/share/cargo/registry"; // Debian's librust-*-dev packages
const record = fileURLToPath(new URL("../../../samples/record/", import.meta.url));

/** Debian's crates, and a cargo to build hyper with. Elsewhere the stand-in alone has to do. */
const canBuild = existsSync(join(REGISTRY, "hyper-0.14.19")) && hasProgram("cargo");

function hasProgram(name: string): boolean {
  return execFileSync("sh", ["-c", `command -v ${name} || true`]).length > 0;
}

const folder = temporaryFolder();
const program = (name: string): string => join(folder, name, "target/release/hyper-server");

/** Builds the server twice: on hyper as it is, and on hyper with the patch. */
function build(): void {
  const config = `[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "${REGISTRY}"\n`;
  cpSync(join(REGISTRY, "hyper-0.14.19"), join(folder, "hyper"), { recursive: true, dereference: true });
  const patch = join(record, "hyper-flush-before-shutdown.patch");
  execFileSync("git", ["apply", "--unsafe-paths", patch], { cwd: join(folder, "hyper") });
  for (const name of ["broken", "fixed"]) {
    const place = join(folder, name);
    cpSync(join(record, "hyper-server"), place, { recursive: true });
    mkdirSync(join(place, ".cargo"), { recursive: true });
    const patched = name === "fixed" ? '[patch.crates-io]\nhyper = { path = "../hyper" }\n' : "";
    writeFileSync(join(place, ".cargo/config.toml"), config + patched);
    // half the time to build: the bug is in what hyper does, and not in how fast it does it
    const env = { ...process.env, CARGO_PROFILE_RELEASE_OPT_LEVEL: "0", CARGO_TARGET_DIR: join(folder, "target") };
    execFileSync("cargo", ["build", "--release", "--offline", "--quiet"], { cwd: place, env, stdio: "ignore" });
    mkdirSync(join(place, "target/release"), { recursive: true });
    cpSync(join(folder, "target/release/hyper-server"), program(name));
  }
}

/** The commands of the page with hyper in the place of the stand-in. */
function withHyper(command: string): string {
  return command
    .replaceAll(/python3 hyper-stand-in\.py (\S+) fixed/g, `${program("fixed")} $1`)
    .replaceAll("python3 hyper-stand-in.py", program("broken"));
}

test("every command that runs the stand-in can run hyper", () => {
  const commands = guideSteps(page).flatMap(({ blocks }) => blocks.flatMap((block) => block.commands));
  const standIns = commands.filter(({ text }) => text.includes("hyper-stand-in.py"));
  expect(standIns.map(({ text }) => withHyper(text)).filter((text) => /python3|fixed$/m.test(text))).toEqual([]);
  expect(standIns.length).toBeGreaterThan(3);
});

if (canBuild) {
  describe("hyper 0.14 in the place of the stand-in", () => {
    beforeAll(build, 300_000);
    // it reads an upload in other pieces than the stand-in, and step 6 shows them
    walkThePage(new GuideLab(withHyper), { name: "hyper-server", steps: ["6"] });
  });
}
