import fc from "fast-check";
import { type DrawnCall, drawnCalls } from "./draw-calls.js";

/** What happens on a line, or on two. */
type Step =
  | {
      readonly kind: "call";
      readonly thread: number;
      readonly call: DrawnCall;
      readonly open: number;
      readonly cut: number;
    }
  | { readonly kind: "gone"; readonly thread: number; readonly text: string }
  | { readonly kind: "other"; readonly text: string };

/** How the capture was recorded. */
interface Recording {
  /** `-y` and `-yy`: what stands after an fd; the names are drawn anew for a share of the fds. */
  readonly decoration: "none" | "inode" | "addresses";
  readonly pids: "column" | "brackets" | "none";
  readonly hasTimes: boolean;
  /** The calls that a filter lets through; null without one. */
  readonly filter: readonly string[] | null;
  readonly comment: string;
}

const thread = fc.integer({ min: 10, max: 14 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.record({
      kind: fc.constant("call" as const),
      thread,
      call: drawnCalls,
      // how many steps later it ends; mostly on its own line
      open: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 8 })),
      cut: fc.nat(5),
    }),
  },
  fc.record({
    kind: fc.constant("gone" as const),
    thread,
    text: fc.constantFrom(
      ...[
        "+++ exited with 0 +++",
        "+++ exited with 1 +++",
        "+++ killed by SIGKILL +++",
        "--- SIGTERM {si_signo=SIGTERM} ---",
      ],
      ...["--- SIGPIPE {si_signo=SIGPIPE} ---", "--- SIGINT {si_signo=SIGINT} ---"],
    ),
  }),
  fc.record({
    kind: fc.constant("other" as const),
    text: fc.constantFrom(
      "strace: Process 13 attached",
      "...",
      'write(5, "abc',
      "12 read(6, garbage",
      "sendto(7<TCP:[",
      "[snip]",
    ),
  }),
);

const NAMES =
  "accept4 accept close write writev sendto sendmsg read recvfrom recvmsg shutdown sendfile splice clone fork".split(
    " ",
  );
const recording: fc.Arbitrary<Recording> = fc.record({
  decoration: fc.constantFrom("none", "none", "inode", "addresses"),
  pids: fc.constantFrom("column", "column", "brackets", "none"),
  hasTimes: fc.boolean(),
  filter: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.subarray(NAMES, { minLength: 3 })),
  comment: fc.constantFrom(
    "",
    "",
    "",
    "# strace -f -e trace=network\n",
    "# strace -f -e trace=!close\n",
    "# strace -f\n",
  ),
});

/** Captures in which anything may happen: calls that contradict one another too. */
export const drawnCapture: fc.Arbitrary<string> = fc
  .record({ steps: fc.array(step, { minLength: 1, maxLength: 100, size: "max" }), recording, seed: fc.nat() })
  .map(({ steps, recording: made, seed }) => textOf(steps, made, seed));

function textOf(steps: readonly Step[], made: Recording, seed: number): string {
  const names = namer(made.decoration, seed);
  const lines: string[] = [];
  const ends: { readonly at: number; readonly line: () => string }[] = [];
  const prefix = (pid: number): string => {
    const time = made.hasTimes ? `10:00:00.${String(lines.length * 700).padStart(6, "0")} ` : "";
    if (made.pids === "none") return time;
    return made.pids === "brackets" ? `[pid ${String(pid).padStart(5)}] ${time}` : `${pid} ${time}`;
  };
  for (const [index, each] of steps.entries()) {
    for (const end of ends.filter(({ at }) => at === index)) lines.push(end.line());
    if (each.kind === "other") lines.push(each.text);
    else if (each.kind === "gone") lines.push(prefix(each.thread) + each.text);
    else if (made.filter === null || made.filter.includes(each.call.name)) {
      const { name } = each.call;
      const args = names(each.call.args);
      const rest = `) = ${names(each.call.result)}`;
      if (each.open === 0) lines.push(`${prefix(each.thread)}${name}(${args}${rest}`);
      else {
        const parts = args.split(", ");
        const before = parts.slice(0, each.cut).join(", ");
        const after = parts.slice(each.cut).join(", ");
        const comma = before !== "" && after !== "" ? ", " : "";
        lines.push(`${prefix(each.thread)}${name}(${before}${comma} <unfinished ...>`);
        ends.push({ at: index + each.open, line: () => `${prefix(each.thread)}<... ${name} resumed>${after}${rest}` });
      }
    }
  }
  return `${made.comment}${lines.join("\n")}\n`;
}

/** Writes the fds of a text, `{7}`, with their decorations. */
function namer(decoration: Recording["decoration"], seed: number): (text: string) => string {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const nameOf = (fd: string): string => {
    if (decoration === "none" || next() < 0.1) return "";
    const number = next() < 0.8 ? Number(fd) : Math.floor(next() * 6) + 3;
    if (next() < 0.05) return "</srv/x>";
    if (decoration === "inode") return `<socket:[${100 + number}]>`;
    const odd = next();
    if (odd < 0.04) return `<TCP:[${number}]>`;
    if (odd < 0.08) return "<TCP:[127.0.0.1:80]>";
    if (odd < 0.1) return "<TCP:...[127.0.0.1:80]>";
    if (odd < 0.12) return "<TCP:[127.0.0.1:80->127.0.0.1:5x]>";
    if (odd < 0.2) return `<UNIX-STREAM:[${number}->${number + 50},"/run/x"]>`;
    return `<TCP:[127.0.0.1:80->127.0.0.1:${5000 + number}]>`;
  };
  return (text) => text.replace(/\{(\d+)\}/g, (_, fd: string) => fd + nameOf(fd));
}
