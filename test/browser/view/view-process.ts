import { type ChildProcess, spawn } from "node:child_process";
import { type IncomingMessage, request } from "node:http";
import { fileURLToPath } from "node:url";
import { afterEach } from "vitest";
import { bin } from "../../cli/run.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const running: ChildProcess[] = [];

/** `unflushed view`, as a user runs it. */
export class ViewProcess {
  readonly #child: ChildProcess;
  /** Resolves with the address that it prints. */
  readonly address: Promise<string>;
  /** Resolves with its exit code. */
  readonly code: Promise<number | null>;
  stdout = "";
  stderr = "";

  constructor(args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
    this.#child = spawn(process.execPath, [bin, "view", ...args], { cwd: root, env });
    running.push(this.#child);
    this.#child.stderr?.on("data", (data) => (this.stderr += data));
    this.address = new Promise((resolve) => {
      this.#child.stdout?.on("data", (data) => {
        this.stdout += data;
        const [address] = /http:\S+/.exec(this.stdout) ?? [];
        if (address !== undefined) resolve(address);
      });
    });
    this.code = new Promise((resolve) => this.#child.on("close", (code) => resolve(code)));
  }

  /** What strace prints into the pipe. */
  print(text: string): void {
    this.#child.stdin?.write(text, "latin1");
  }

  /** strace ends. */
  end(): void {
    this.#child.stdin?.end();
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  /** Ctrl-C. */
  interrupt(): void {
    this.#child.kill("SIGINT");
  }
}

/** Ends what a test left running. */
export function endsAfterEach(): void {
  afterEach(() => {
    for (const child of running.splice(0)) child.kill("SIGKILL");
  });
}

/** Asks for an address with headers of any kind, as a browser would not. */
export function answerTo(
  address: string,
  { method = "GET", headers = {} }: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { method, headers, agent: false }, resolve);
    asked.on("error", reject);
    asked.end();
  });
}

/** The lines of an answer, when it is over. */
export async function linesOf(answer: IncomingMessage): Promise<string[]> {
  let text = "";
  for await (const chunk of answer) text += chunk;
  return text.trimEnd().split("\n");
}
