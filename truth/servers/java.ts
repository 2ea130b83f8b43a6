import { execFileSync } from "node:child_process";
import type { Server } from "../server.js";
import { app } from "../server.js";
import { program } from "./lab-program.js";

export const java: Server = {
  name: "Java HttpServer",
  program: "javac",
  version: ["java", "--version"],
  prepare: ({ folder }) => execFileSync("javac", ["-d", folder, program("JavaServer.java")]),
  command: ({ folder, port }) => ["java", "-Xmx512m", "-cp", folder, "JavaServer", String(port)],
  features: {
    ...app,
    upload: app.small,
    continue: app.small,
    unread: { target: "/1000/unread" },
    chunked: { target: "/15000000/chunked" },
    short: { target: "/15000000/short" },
  },
};
