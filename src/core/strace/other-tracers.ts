import { latin1 } from "../bytes.js";
import { RECORD_SERVER } from "../recipe.js";

/** A program other than strace that traces calls, or what else a text is that only looks like strace output. */
export interface OtherTracer {
  readonly name: string;
  /** True if strace printed the calls, and they stand in something else. */
  readonly isMarkup?: boolean;
  /** What to do instead, as a sentence without its full stop. */
  readonly advice: string;
}

interface Shape extends OtherTracer {
  /** A line that this program prints and strace never does. Each pattern is linear. */
  readonly line: RegExp;
}

const RECORD = `record with ${RECORD_SERVER}`;
const ON_LINUX = `run the server on Linux, and ${RECORD}`;
const BYTES = `${RECORD}, which shows what was written`;

const SHAPES: readonly Shape[] = [
  {
    name: "HTML", // <pre><span>read(5, "GET", 8192) = 28</span><br><span>close(5) = 0</span>
    isMarkup: true,
    advice: "open the page in a browser, and copy the text from there",
    line: /^\s*<[a-z][^<>]*>\s*(?:<[^<>]+>\s*)*(?:\[pid +\d+\] |\d+ +)?(?:[\d:.]+ )?(?:<[^<>]+>)*[a-z][a-z_0-9]*(?:<[^<>]+>)*\(.*<(?:br ?\/?|\/(?:span|div|p|li|td))>/,
  },
  {
    name: "dtruss", // SYSCALL(args) = return; `read(0x5, "GET\0", 0x2000)		 = 28 0`
    advice: ON_LINUX,
    line: /^(?:\s*(?:PID\/THRD|SYSCALL\(args\)).*= return\s*$|.*\)\t+ *= -?(?:0x)?[\dA-Fa-f]+ (?:0|Err#\d+)\s*$)/,
  },
  {
    // FreeBSD: `read(5,"GET",8192) = 28 (0x1c)`, `ERR#35 'Resource ...'`; Solaris: `Err#11 EAGAIN`, `read(5, " G E T".., 8192)`
    name: "truss",
    advice: ON_LINUX,
    line: /\)\s+(?:= -?\d+ \(0x[\da-f]+\)|ERR#\d+ '[^']*'|Err#\d+ [A-Z]+.*)\s*$|^[\d/:\s]*\w+\(\d+, "[^"]*"\.\., \d+\)/,
  },
  { name: "ktrace", advice: ON_LINUX, line: /^ *\d+ \S+ +(?:CALL {2}\w+\(|RET {3}\w+ |GIO {3}fd \d+ |NAMI {2}")/ },
  {
    name: "gVisor", // I1128 10:00:00.000000  1 strace.go:564] [  1:  1] nginx X read(0x5 host:[5], ...) = 28 (0x1c) (12.3us)
    advice: `run strace itself in the sandbox: ${RECORD_SERVER}`,
    line: /\bstrace\.go:\d+\] |^(?:D|I|W)\d{4} .*\] \[ *\d+(?:: *\d+)?\] \S+ [EX] \w+\(/,
  },
  { name: "sysdig", advice: BYTES, line: /^\d+ \d\d:\d\d:\d\d\.\d{9} \d+ \S+ \(\d+(?:[.:]\d+)?\) [<>] \w+/ },
  { name: "perf trace", advice: BYTES, line: /^ *\d+\.\d+ \( *(?:\d+\.\d+ ms|[^)\d]*)\): \S.*\w\(/ },
  {
    name: "ltrace",
    advice: `${RECORD}, which needs no -S`,
    line: /^(?:\[pid \d+\] |\d+ )?(?:[\d:.]+ )?(?:SYS_\w+\(|\w+@SYS\()/,
  },
  { name: "bpftrace", advice: BYTES, line: /^(?:Attaching|Attached) \d+ probes?(?:\.\.\.)?\s*$/ },
  { name: "ftrace", advice: BYTES, line: /^ *\S+-\d+ +(?:\(.*?\) )?\[\d{3}\] .*: sys_\w+(?:\(| ->)/ },
  {
    name: "Gramine", // [P1:T10:server] trace: ---- shim_futex(0x7415cbc8, ...) ...
    advice: `run the server without it: ${RECORD_SERVER}`,
    line: /\[P\d+:[^\]\s]*\] trace: ---- (?:return from )?\w+\(/,
  },
  {
    name: "SGX-LKL", // [[ LKL SYSC ]] [tid=1  ] read   63      (4, 140734279006400, 960, 0, 0, 0) = 96
    advice: `run the server without it: ${RECORD_SERVER}`,
    line: /^\[\[ *LKL SYSC *\]\] /,
  },
  {
    name: "Unikraft", // accept4(0x6, 0x40047fbc0, ...) = Resource temporarily unavailable (-11)
    advice: ON_LINUX,
    line: /^\w+\((?:[^"]*\) = [A-Z][a-z][^"=]* \(-\d+\)\s*$|[^"]*\b(?:va|fd):(?:0x[\da-f]+|-?\d+)[,)])/,
  },
  { name: "auditd", advice: BYTES, line: /^type=SYSCALL msg=audit\(/ },
];

/** Only the first lines are looked at, and of each only so many characters from its begin and from its end. */
const LINES = 40;
const WIDEST = 400;
/** Two lines of one shape: one may be the traced program's own output. */
const ENOUGH = 2;

/** Recognizes the output of another tracer by its first lines. */
export class TracerSniffer {
  #left = LINES;
  readonly #seen = new Map<Shape, number>();

  /** False once enough lines were looked at. */
  get isCurious(): boolean {
    return this.#left > 0;
  }

  /** The tracer that printed the lines so far; null if none is recognized. */
  take(bytes: Uint8Array, start: number, end: number): OtherTracer | null {
    if (end === start) return null;
    this.#left--;
    const text =
      end - start <= 2 * WIDEST
        ? latin1(bytes, start, end)
        : latin1(bytes, start, start + WIDEST) + latin1(bytes, end - WIDEST, end);
    const shape = SHAPES.find(({ line }) => line.test(text));
    if (!shape) return null;
    const count = (this.#seen.get(shape) ?? 0) + 1;
    this.#seen.set(shape, count);
    return count >= ENOUGH || shape.name === "bpftrace" || shape.isMarkup ? shape : null;
  }
}
