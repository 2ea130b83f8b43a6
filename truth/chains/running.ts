import type { ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { descendants, ended, listening, signal, start } from "../trace.js";
import type { Address, Chain, Link, Post } from "./chain.js";
import { hopCommand, launcher, pidFile, traced } from "./commands.js";
import { allBelow, makersIn, tasksOf } from "./family.js";
import type { RanHop, Way } from "./truth.js";

/** What a recording is made with. */
interface Setting {
  readonly way: Way;
  readonly flags: string;
  /** Where the hops keep their files. Short, because the path of a Unix socket is. */
  readonly folder: string;
  /** Where the captures go. */
  readonly captures: string;
  /** The first of the ports. */
  readonly port: number;
}

/** The hops of a chain under strace. */
export class RunningChain {
  readonly #posts: readonly Post[];
  readonly #started: ChildProcess[] = [];
  readonly #seen: Set<number>[];
  /** The captures, in the order of the hops. */
  readonly captures: readonly string[];

  constructor(
    private readonly chain: Chain,
    private readonly setting: Setting,
  ) {
    const { way, folder, captures, port } = setting;
    const { links } = chain;
    const address = ({ isUnix, hop }: Link, place: number): Address =>
      isUnix ? join(folder, `${hop.name}.sock`) : port + place;
    const addresses = links.map(address);
    this.#posts = links.map(({ hop, asks }, place) => ({
      folder: join(folder, hop.name),
      listen: addresses[place] ?? 0,
      upstreams: (asks ?? [place + 1]).flatMap((each) => addresses[each] ?? []),
    }));
    this.#seen = links.map(() => new Set());
    this.captures =
      way === "separate"
        ? links.map(({ hop }, place) => join(captures, `${place}-${hop.name}.strace`))
        : [join(captures, "all.strace")];
  }

  /** Where the client connects. */
  get address(): Address {
    return this.#posts[0]?.listen ?? 0;
  }

  /** The folder of a hop. */
  folderOf(name: string): string {
    return this.#posts[this.#placeOf(name)]?.folder ?? "";
  }

  /** Starts all hops, innermost first, and strace. */
  async start(): Promise<void> {
    for (const [place, { hop }] of this.chain.links.entries()) {
      const post = this.#post(place);
      mkdirSync(post.folder, { recursive: true });
      hop.prepare?.(post);
    }
    const { way, flags } = this.setting;
    const commands = this.#places().map((place) => this.#command(place));
    const [first = ""] = this.captures;
    if (way === "together") this.#run(traced(flags, first, launcher(commands)));
    else if (way === "attached") for (const command of commands) this.#run(command);
    else
      for (const [place, command] of commands.entries()) this.#run(traced(flags, this.captures[place] ?? "", command));
    for (const place of this.#places()) await this.#isUp(place);
    if (way === "attached") await this.#attach();
    this.#look();
  }

  /** Kills the processes below the root of a hop. What the root is starts them again. */
  async kill(name: string): Promise<void> {
    const place = this.#placeOf(name);
    this.#look();
    for (const pid of this.#family(place).slice(1)) signal(pid, "SIGKILL");
    await sleep(300);
  }

  /** The programs that the shells of the hops have started: another one when a hop has ended and was started again. */
  programs(): string {
    return this.#places()
      .filter((place) => this.#link(place).hop.isRestarted)
      .map((place) => this.#family(place)[1] ?? 0)
      .join(" ");
  }

  /** Waits until all hops serve, after one of them has ended. */
  async settled(): Promise<void> {
    await sleep(200);
    for (const place of this.#places()) await this.#isUp(place);
    this.#look();
  }

  /** Stops all hops, and waits until strace has written the captures. */
  async stop(): Promise<void> {
    this.#look();
    const family = this.#places().flatMap((place) => this.#family(place));
    // the shells first, or they would start their program again
    for (const place of this.#places())
      if (this.#link(place).hop.isRestarted) for (const pid of this.#family(place).slice(0, 1)) signal(pid, "SIGKILL");
    for (const pid of family) signal(pid, "SIGTERM");
    const all = this.#started;
    for (const each of all) await ended(each, 3000);
    for (const pid of family) signal(pid, "SIGKILL");
    for (const each of all) if (!(await ended(each, 3000))) each.kill("SIGKILL");
  }

  /** The hops as they ran. To be asked when the chain has stopped. */
  ran(): RanHop[] {
    const makers = this.captures.flatMap(makersIn);
    return this.chain.links.map(({ hop: { name } }, place) => ({
      ...{ name, place, root: this.#root(place) },
      pids: allBelow([this.#root(place), ...(this.#seen[place] ?? [])], makers),
      capture: basename(this.captures[place] ?? this.captures[0] ?? ""),
    }));
  }

  async #attach(): Promise<void> {
    const pids = this.#places().flatMap((place) => this.#family(place));
    const { flags, folder } = this.setting;
    const tracer = [
      "strace",
      ...flags.split(" "),
      "-o",
      this.captures[0] ?? "",
      ...pids.flatMap((pid) => ["-p", `${pid}`]),
    ];
    this.#started.push(start(tracer, { cwd: folder }));
    const isTraced = (pid: number): boolean => !/^TracerPid:\t0$/m.test(readFileSync(`/proc/${pid}/status`, "latin1"));
    for (let waited = 0; !pids.every(isTraced) && waited < 5000; waited += 20) await sleep(20);
  }

  /** Starts a command with the environment of all hops. */
  #run(command: readonly string[]): void {
    const env = Object.assign({}, ...this.chain.links.map(({ hop }) => hop.env ?? {}));
    this.#started.push(start(command, { cwd: this.setting.folder, env }));
  }

  #command(place: number): readonly string[] {
    return hopCommand(this.#link(place).hop, this.#post(place));
  }

  async #isUp(place: number): Promise<void> {
    const [first] = this.#started;
    if (!first) throw new Error("nothing was started");
    await listening(this.#post(place).listen, first);
  }

  /** Notes the processes and threads that run. */
  #look(): void {
    for (const place of this.#places())
      for (const pid of this.#family(place).flatMap(tasksOf)) this.#seen[place]?.add(pid);
  }

  /** The processes of a hop that run now, its root first. */
  #family(place: number): number[] {
    const root = this.#root(place);
    return root > 0 && existsSync(`/proc/${root}`) ? [root, ...descendants(root)] : [];
  }

  /** The pid that the shell of a hop noted; 0 if it did not come so far. */
  #root(place: number): number {
    const path = pidFile(this.#post(place));
    return existsSync(path) ? Number(readFileSync(path, "utf8")) : 0;
  }

  #places(): number[] {
    return [...this.chain.links.keys()];
  }

  #placeOf(name: string): number {
    return this.chain.links.findIndex(({ hop }) => hop.name === name);
  }

  #link(place: number): Link {
    const link = this.chain.links[place];
    if (!link) throw new Error(`no hop ${place}`);
    return link;
  }

  #post(place: number): Post {
    const post = this.#posts[place];
    if (!post) throw new Error(`no hop ${place}`);
    return post;
  }
}
