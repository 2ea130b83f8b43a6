import type { PathExchange } from "../../records/record.js";
import type { Palette } from "../../text/colors.js";
import { forTerminal } from "../../text/escape.js";
import { grouped } from "../../text/quantities.js";

/** So many pids of a server are named. */
const MOST_PIDS = 3;

/** What an exchange is on its path. */
export interface PathPlace {
  readonly exchange: PathExchange;
  /** True for the exchange at which bytes were lost first. */
  readonly isOrigin: boolean;
}

interface PartWords {
  readonly text: string;
  readonly color?: keyof Palette;
}

/** What became of the bytes at one exchange of a path. */
export function partWords({ exchange: { part, role, verdict }, isOrigin }: PathPlace): PartWords {
  if (isOrigin) {
    const [what, it] = verdict === "unanswered" ? ["the response was", "it"] : ["bytes were", "they"];
    return {
      text: role === "client" ? `${what} lost before ${it} came here` : `${what} lost here first`,
      color: "error",
    };
  }
  if (part === "passed-on") return { text: "passed on", color: "note" };
  if (part === "hidden") return { text: "hid it: a whole response", color: "warning" };
  return part === "origin" ? { text: "bytes were perhaps lost here first", color: "warning" } : { text: "" };
}

type Sizes = Pick<PathExchange, "acceptedBytes" | "declaredBytes" | "isAtMost"> &
  Partial<Pick<PathExchange, "verdict">>;

/** `100,000 of 200,000`; only the first number if no length was declared. */
export function sizesText({ acceptedBytes, declaredBytes, isAtMost, verdict }: Sizes): string {
  if (verdict === "unanswered") return "nothing";
  const most = isAtMost ? "at most " : "";
  const moved = acceptedBytes === null ? "?" : `${most}${grouped(acceptedBytes)}`;
  return declaredBytes === null ? moved : `${moved} of ${grouped(declaredBytes)}`;
}

/** `sent` or `received`: what the program did with the bytes of a response. */
export function sideWord({ role }: Pick<PathExchange, "role">): string {
  return role === "client" ? "received" : "sent";
}

/** A server by its address, and its pids: `127.0.0.1:8080 (pid 20495)`. */
export function serverWords(address: string | null, pids: string): string {
  const known = address === null ? "an address that is not shown" : forTerminal(address);
  return pids === "" ? known : `${known} (${pids})`;
}

/** `pid 20495`, `pids 20495, 20496 and 3 more`; empty if none is known. */
export function pidsText(pids: ReadonlySet<number>): string {
  const named = [...pids].slice(0, MOST_PIDS);
  const more = pids.size - named.length;
  if (named.length === 0) return "";
  return `pid${pids.size === 1 ? "" : "s"} ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
