import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bin } from "../../cli/run.js";
import { freePort } from "../../free-port.js";
import { temporaryFolder } from "../../temporary-folder.js";

/** The port that the page names. */
const PORT = "8080";

interface Ended {
  readonly output: string;
  readonly code: number | null;
}

/** A copy of the folder of the page, in which its commands are run one after the other, as a reader would. */
export class GuideLab {
  readonly folder = temporaryFolder();
  readonly #env: NodeJS.ProcessEnv;
  readonly #app: (command: string) => string;
  #port = "";
  #assignments = "";
  #recorder: { child: ChildProcess; output: string } | null = null;
  /** The exit code of the last command. */
  code: number | null = 0;

  /** `app` puts another server in place of the stand-in. */
  constructor(app: (command: string) => string = (command) => command) {
    this.#app = app;
    cpSync(fileURLToPath(new URL("../../../docs/use/which-hop", import.meta.url)), this.folder, { recursive: true });
    mkdirSync(join(this.folder, "bin"));
    symlinkSync(bin, join(this.folder, "bin/unflushed"));
    symlinkSync("/usr/bin/python3", join(this.folder, "bin/python3")); // a shim would be traced as well, and takes longer
    const { GITHUB_ACTIONS: _, ...env } = process.env;
    this.#env = { ...env, PATH: [join(this.folder, "bin"), env.PATH].join(delimiter) };
  }

  async choosePort(): Promise<void> {
    this.#port = String(await freePort());
    const path = join(this.folder, "nginx.conf");
    writeFileSync(path, this.#here(readFileSync(path, "utf8")));
  }

  /** Runs one command of the page in a shell, and waits for its end. What it left running has no part in its output. */
  async run(command: string): Promise<Ended> {
    const script = `${this.#assignments}(exit ${this.code})\n${this.#here(command)}`;
    for (const [line] of command.matchAll(/^[A-Z]+=.*$/gm)) this.#assignments += `${line}\n`;
    const child = this.#spawn(script);
    let output = "";
    child.stdout?.on("data", (data) => (output += data));
    child.stderr?.on("data", (data) => (output += data));
    [this.code] = await once(child, "close");
    return { output: this.#asOnThePage(output), code: this.code };
  }

  /** Runs a command that leaves programs running, and waits until both answer. */
  async start(command: string): Promise<void> {
    const script = `${this.#assignments}exec >servers.log 2>&1\n${command}`;
    const { code } = await this.run(script);
    if (code !== 0) throw new Error(`exit code ${code}: ${command}`);
    await until("app.sock answers", () => answers({ path: join(this.folder, "app.sock") }));
    await until("nginx answers", () => answers({ host: "127.0.0.1", port: Number(this.#port) }));
  }

  /** Starts a recorder, and returns what it printed when it was ready. */
  async record(command: string): Promise<string> {
    const child = this.#spawn(`exec ${this.#here(command)}`);
    const recorder = { child, output: "" };
    this.#recorder = recorder;
    child.stderr?.on("data", (data) => (recorder.output += data));
    await until("the recorder traces", async () => recorder.output.includes("Ctrl-C detaches"));
    return recorder.output;
  }

  /** Presses Ctrl-C in the recorder's terminal. */
  async interrupt(): Promise<string> {
    if (this.#recorder === null) throw new Error("there is no recorder");
    const { child } = this.#recorder;
    const closed = once(child, "close");
    child.kill("SIGINT");
    await closed;
    return this.#asOnThePage(this.#recorder.output);
  }

  /** Stops what is still running of it. */
  async stop(): Promise<void> {
    const child = this.#recorder?.child;
    if (child?.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      await once(child, "close");
    }
    for (const pid of this.running()) process.kill(pid, "SIGKILL");
  }

  /** The pids of both programs that are running. A process with another working directory only has a number that was free again. */
  running(): number[] {
    const files = ["app.pid", "nginx.pid"].map((name) => join(this.folder, name)).filter(existsSync);
    return files.map((path) => Number(readFileSync(path, "utf8"))).filter((pid) => placeOf(pid) === this.folder);
  }

  #spawn(script: string): ChildProcess {
    return spawn("sh", ["-c", script], { cwd: this.folder, env: this.#env, stdio: ["ignore", "pipe", "pipe"] });
  }

  #here(text: string): string {
    return this.#app(text.replaceAll(`127.0.0.1:${PORT}`, `127.0.0.1:${this.#port}`));
  }

  #asOnThePage(text: string): string {
    return text.replaceAll(`127.0.0.1:${this.#port}`, `127.0.0.1:${PORT}`);
  }
}

function placeOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null; // it has ended
  }
}

function answers(address: { path: string } | { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

/** Waits until `isSo`, for ten seconds at most. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not within ten seconds: ${what}`);
}
