import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const DOOR = at("src/page/hunt/captures.ts");
/** The real captures that the page of the hunt shows. */
export const HUNT_CAPTURES = [
  "docs/use/which-hop/one-request.probe.txt",
  "docs/use/which-hop/one-request.strace",
  "samples/hyper-14.9MB-truncated.strace",
  "samples/hyper-provoked.strace",
  "samples/hyper-fixed-provoked.strace",
];

/** A plugin of rolldown, which puts the texts of these captures in place of the module that stands for them. */
export const embeddedHunt = {
  name: "embedded-hunt",
  load(id) {
    if (id !== DOOR) return null;
    const texts = Object.fromEntries(HUNT_CAPTURES.map((path) => [path, readFileSync(at(path), "latin1")]));
    return `export const huntCaptures = ${JSON.stringify(texts)};`;
  },
};
