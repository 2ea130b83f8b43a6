import { Addresses } from "./addresses.js";
import { Ports } from "./ports.js";
import { Removed } from "./removed.js";

/** After this many texts of one kind, further texts all get the same name, so memory stays bounded. */
const MOST = 200_000;
const LONGEST = 65_536; // characters
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
  readonly #inodes = new Map<string, string>();

  /** A file or the name of a Unix socket. */
  path(path: string): string {
    if (path === "/" || path === "" || path === "." || path === "..") return path;
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

  /** A field name that is not well known. */
  field(name: string): string {
    this.removed.add("field names", name);
    return this.#fields.of(name.toLowerCase(), name.length > 3 ? "x-" : "x");
  }

  /** The number of a socket, a pipe or a namespace. It stays the same for the same. */
  inode(number: string): string {
    const known = this.#inodes.get(number);
    if (known !== undefined) return known;
    const name = Number(number) === 0 ? "0" : String(Math.min(this.#inodes.size, MOST) + FIRST_INODE);
    if (this.#inodes.size < MOST) this.#inodes.set(number, name);
    return name;
  }

  /** The `comm` of a thread. */
  command(name: string): string {
    this.removed.add("command names", name);
    return this.#commands.of(name, name.length > 2 ? "c" : "");
  }
}
