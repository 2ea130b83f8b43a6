import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab, Server } from "../../server.js";
import { handled } from "../../server.js";
import { program } from "../lab-program.js";

const features: Server["features"] = {
  ...handled,
  broken: { target: "/15000000/raise" },
};

export const puma: Server = {
  name: "Puma",
  program: "puma",
  version: ["puma", "--version"],
  command: ({ port }: Lab) => ["puma", "-q", "-b", `tcp://127.0.0.1:${port}`, program("config.ru")],
  features,
};

const { continue: _neverSent, ...unicornFeatures } = features;

export const unicorn: Server = {
  name: "Unicorn",
  program: "unicorn",
  version: ["unicorn", "--version"],
  prepare: ({ folder }) => writeFileSync(join(folder, "unicorn.rb"), "worker_processes 4\ntimeout 20\n"),
  command: ({ folder, port }: Lab) => [
    ...["unicorn", "-c", join(folder, "unicorn.rb"), "-l", `127.0.0.1:${port}`, program("config.ru")],
  ],
  features: unicornFeatures,
};

export const thin: Server = {
  name: "Thin",
  program: "thin",
  version: ["thin", "--version"],
  command: ({ port }: Lab) => [
    ...["thin", "-q", "-a", "127.0.0.1", "-p", String(port), "-R", program("config.ru"), "start"],
  ],
  features: unicornFeatures,
};
