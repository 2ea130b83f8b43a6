import { execFileSync } from "node:child_process";
import type { Server } from "../../server.js";
import { app, handled } from "../../server.js";
import { program } from "../lab-program.js";

const JARS = ["jetty9-server", "jetty9-http", "jetty9-io", "jetty9-util", "servlet-api"]; // Debian's libjetty9-java
const PATH = JARS.map((name) => `/usr/share/java/${name}.jar`).join(":");

export const jetty: Server = {
  name: "Jetty",
  program: "javac",
  test: "command -v javac && test -e /usr/share/java/jetty9-server.jar",
  version: ["dpkg-query", "-W", "libjetty9-java"],
  prepare: ({ folder }) => execFileSync("javac", ["-cp", PATH, "-d", folder, program("JettyServer.java")]),
  command: ({ folder, port }) => [
    ...["java", "-Xmx512m", "-Dorg.eclipse.jetty.LEVEL=OFF", "-cp", `${PATH}:${folder}`, "JettyServer", String(port)],
  ],
  features: {
    ...handled,
    big: app.big,
    "until-close": { target: "/15000000/chunked" },
    broken: { target: "/15000000/raise" },
  },
};
