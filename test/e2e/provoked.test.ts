import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { unflushedProcess } from "../cli/run.js";
import { freePort } from "../free-port.js";
import { temporaryFolder } from "../temporary-folder.js";

test("nginx survives, where its socket is full and where it is not", async () => {
  const folder = temporaryFolder();
  const port = await freePort();
  const paths = ["body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const config = join(folder, "nginx.conf");
  writeFileSync(join(folder, "large"), Buffer.alloc(20_000_000));
  writeFileSync(
    config,
    `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log; events {}
    http { access_log off; sendfile on;
      ${paths.map((name) => `${name === "body" ? "client_body" : name}_temp_path ${folder}/${name};`).join(" ")}
      server { listen 127.0.0.1:${port}; root ${folder}; } }`,
  );
  const url = `http://127.0.0.1:${port}/large`;
  const command = ["nginx", "-c", config, "-e", `${folder}/error.log`];
  const { stdout, stderr, code } = await unflushedProcess([
    "provoke",
    "--probe",
    url,
    "--attempts",
    "3",
    "--",
    ...command,
  ]);
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^write \d+ \(\w+\): 3 of 3 survived$/m);
  expect(code).toBe(0);
  const first = await unflushedProcess(["provoke", "--probe", url, "--when", "1,2", "--attempts", "1", ...command]);
  expect(first.stdout.match(/1 of 1 survived/g)).toHaveLength(2);
});
