import { Addresses } from "./addresses.js";
import { otherNumber } from "./line/numbers.js";
import { Ports } from "./ports.js";
import { Removed } from "./removed.js";

/** After this many texts of one kind, further texts all get the same name, so memory stays bounded. */
const MOST = 200_000;
const LONGEST = 65_536; // characters
/** Text that the analysis takes for a name (core/protocols/tls/hello.ts). */
const PRINTABLE = /^[!-~]{1,255}$/;
const FIRST_INODE = 10_001;

/** Gives each text a name, and the same text always the same one. Names are counted in order, so they give nothing away. */
class Names {
  readonly #known = new Map<string, string>();

  /** A name of the same length. It begins with `lead` if there is room. */
  of(text: string, lead: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const room = text.length - lead.length;
    if (this.#known.size >= MOST || text.length > LONGEST || room < 1) return filled("", text.length, lead);
    const name = filled(String(this.#known.size + 1).slice(-room), text.length, lead);
    this.#known.set(text, name);
    return name;
  }
}

function filled(count: string, length: number, lead: string): string {
  return (lead + count).slice(0, length).padEnd(length, "x");
}

/** What HAProxy binds a Unix socket as before it renames it: PATH.PID.tmp. Its clients name PATH. */
const RENAMED = /^(.+)\.\d+\.tmp$/s;

/** The names that replace paths, request targets, field names, commands and addresses throughout a capture. */
export class Pseudonyms {
  readonly addresses = new Addresses();
  readonly ports = new Ports();
  readonly removed = new Removed();
  readonly #paths = new Names();
  readonly #targets = new Names();
  readonly #otherTargets = new Names();
  readonly #fields = new Names();
  readonly #commands = new Names();
  readonly #codedTargets = new Map<string, number>();
  readonly #hosts = new Names();
  readonly #protocols = new Names();
  readonly #variables = new Names();
  readonly #epollData = new Map<string, string>();
  readonly #inodes = new Map<string, string>();

  /** A file or the name of a Unix socket. */
  path(path: string): string {
    if (path === "/" || path === "" || path === "." || path === "..") return path;
    const [renamed = "", before = ""] = RENAMED.exec(path) ?? [];
    if (renamed !== "") return this.path(before) + path.slice(before.length);
    this.removed.add("paths", path);
    return this.#paths.of(path, path.startsWith("/") ? (path.length > 3 ? "/p" : "/") : "");
  }

  /**
   * A request target, which holds no space.
   *
   * @param scheme the start that the name must have because HTTP does not ask for such a scheme; null for any other target
   */
  target(target: string, scheme: string | null = null): string {
    if (target === "/" || target === "*") return target;
    this.removed.add("targets", target);
    if (scheme !== null) return this.#otherTargets.of(target, scheme);
    return this.#targets.of(target, target.startsWith("/") ? (target.length > 3 ? "/t" : "/") : "");
  }

  /** How the name of a target begins that is Huffman-coded: the characters with the shortest codes make it. */
  codedTarget(target: string): string {
    const known = this.#codedTargets.get(target) ?? this.#codedTargets.size + 1;
    if (this.#codedTargets.size < MOST && target.length <= LONGEST) this.#codedTargets.set(target, known);
    return `${target.startsWith("/") ? "/" : ""}t${known.toString(3)}`;
  }

  /** A field name that is not well known. */
  field(name: string): string {
    this.removed.add("field names", name);
    return this.#fields.of(name.toLowerCase(), name.length > 3 ? "x-" : "x");
  }

  /** The name of a server, as TLS has it (SNI). */
  host(name: string): string {
    this.removed.add("host names", name);
    return PRINTABLE.test(name) ? this.#hosts.of(name, name.length > 2 ? "h" : "") : "\0".repeat(name.length);
  }

  /** The name of a protocol (ALPN) that is not well known. */
  applicationProtocol(name: string): string {
    this.removed.add("names of protocols", name);
    return PRINTABLE.test(name) ? this.#protocols.of(name, name.length > 3 ? "x-" : "x") : "\0".repeat(name.length);
  }

  /** The name of a meta-variable of CGI that is not well known. */
  variable(name: string): string {
    this.removed.add("field names", name);
    return this.#variables.of(name, name.length > 2 ? "V" : "");
  }

  /** The number of a socket, a pipe or a namespace. It stays the same for the same. */
  inode(number: string): string {
    const known = this.#inodes.get(number);
    if (known !== undefined) return known;
    const name = Number(number) === 0 ? "0" : String(Math.min(this.#inodes.size, MOST) + FIRST_INODE);
    if (this.#inodes.size < MOST) this.#inodes.set(number, name);
    return name;
  }

  /** What a program gave to epoll to know an fd by: too long a number to stay. It stays the same for the same, and others differ. */
  epollData(number: string): string {
    const known = this.#epollData.get(number);
    if (known !== undefined) return known;
    const count = String(this.#epollData.size + 1);
    const name = count.length < number.length ? `1${count.padStart(number.length - 1, "0")}` : otherNumber(number);
    if (this.#epollData.size < MOST) this.#epollData.set(number, name);
    return name;
  }

  /** The `comm` of a thread. */
  command(name: string): string {
    this.removed.add("command names", name);
    return this.#commands.of(name, name.length > 2 ? "c" : "");
  }
}
