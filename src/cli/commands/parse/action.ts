import { displayName, STDIN } from "../../../capture/source.js";
import { StraceReader } from "../../../core/strace/reader.js";
import { UnflushedError } from "../../../errors.js";
import { notStrace, readLines } from "../../../run/check/analyze-capture.js";
import { Unrecognized } from "../../../run/check/unrecognized.js";
import type { OutputStream, Terminal } from "../../../run/streams.js";
import { eventJson, isUnreadable } from "../../../tools/parse/event-json.js";
import { refuseTerminal } from "../check/action.js";

interface ParseOptions {
  readonly showUnrecognized?: boolean;
  readonly strict?: boolean;
}

const FLUSH_AT = 65_536; // characters

/** `unflushed parse [CAPTURE...]`: every line as a JSON object, calls joined. Returns the exit code. */
export async function parse(paths: readonly string[], options: ParseOptions, terminal: Terminal): Promise<number> {
  const inputs = paths.length > 0 ? paths : [STDIN];
  refuseTerminal(inputs, terminal.stdin);
  let hasFailed = false;
  for (const path of inputs) {
    try {
      const unrecognized = await parseCapture(path, options, terminal);
      if (options.strict) unrecognized.refuse();
    } catch (error) {
      if (!(error instanceof UnflushedError)) throw error;
      terminal.stderr.write(`unflushed: ${error.message}\n`);
      hasFailed = true;
    }
  }
  return hasFailed ? 2 : 0;
}

async function parseCapture(
  path: string,
  options: ParseOptions,
  { stdin, stdout, stderr }: Terminal,
): Promise<Unrecognized> {
  const output = new Output(stdout);
  const warn = (text: string): void => void stderr.write(text);
  const unrecognized = new Unrecognized(displayName(path), options.showUnrecognized === true, warn);
  const reader = new StraceReader((event) => {
    const json = eventJson(event);
    if (json !== null) output.line(json);
    if (event.kind === "unrecognized") unrecognized.add(event.at.line, event.text);
    else if (event.kind === "call" && isUnreadable(event.call)) {
      unrecognized.add(event.call.begin.line, `${event.call.name}(${event.call.argumentsText}`);
    }
  });
  await readLines(
    path,
    (bytes, start, end, pid, isCut) => reader.read(bytes, start, end, pid, isCut),
    undefined,
    stdin,
  );
  reader.finish();
  if (reader.counts.events === 0) throw notStrace(path);
  output.flush();
  unrecognized.tell(reader.counts.lines);
  return unrecognized;
}

/** Standard output in larger pieces, and at once where the input pauses. */
class Output {
  #text = "";
  #isWaiting = false;

  constructor(private readonly stdout: OutputStream) {}

  line(json: string): void {
    this.#text += `${json}\n`;
    if (this.#text.length >= FLUSH_AT) this.flush();
    else if (!this.#isWaiting) {
      this.#isWaiting = true;
      setImmediate(() => this.flush());
    }
  }

  flush(): void {
    this.#isWaiting = false;
    if (this.#text !== "") this.stdout.write(this.#text);
    this.#text = "";
  }
}
