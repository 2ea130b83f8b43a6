import { execFileSync } from "node:child_process";
import type { Server } from "../../server.js";
import { handled } from "../../server.js";
import { program } from "../lab-program.js";

export const java: Server = {
  name: "Java HttpServer",
  program: "javac",
  version: ["java", "--version"],
  prepare: ({ folder }) => execFileSync("javac", ["-d", folder, program("JavaServer.java")]),
  command: ({ folder, port }) => ["java", "-Xmx512m", "-cp", folder, "JavaServer", String(port)],
  features: handled,
};
