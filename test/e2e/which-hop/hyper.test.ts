import { describe, expect, test } from "vitest";
import { canPatchHyper, hyperServer } from "../hyper.js";
import { GuideLab } from "./lab.js";
import { guideSteps } from "./page.js";
import { page, walkThePage } from "./walk.js";

/** The commands of the page with hyper in the place of the stand-in. */
function withHyper(command: string): string {
  return command
    .replaceAll(/python3 hyper-stand-in\.py (\S+) fixed/g, `${hyperServer("fixed")} $1`)
    .replaceAll("python3 hyper-stand-in.py", hyperServer("broken"));
}

test("every command that runs the stand-in can run hyper", () => {
  const commands = guideSteps(page).flatMap(({ blocks }) => blocks.flatMap((block) => block.commands));
  const standIns = commands.filter(({ text }) => text.includes("hyper-stand-in.py"));
  expect(standIns.map(({ text }) => withHyper(text)).filter((text) => /python3|fixed$/m.test(text))).toEqual([]);
  expect(standIns.length).toBeGreaterThan(3);
});

if (canPatchHyper) {
  describe("hyper 0.14 in the place of the stand-in", () => {
    // it reads an upload in other pieces than the stand-in, and step 6 shows them
    walkThePage(new GuideLab(withHyper), { name: "hyper-server", steps: ["6"] });
  });
}
