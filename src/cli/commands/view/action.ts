import { STDIN } from "../../../reading/problems.js";
import { AtEnd } from "../../../run/at-end.js";
import { KeptCaptures } from "../../../run/documents/kept-captures.js";
import { readLinesAgain } from "../../../run/documents/read-lines.js";
import { Spool } from "../../../run/documents/spool.js";
import { print, say } from "../../../run/say.js";
import type { Invocation } from "../../../run/streams.js";
import { canReadSome } from "../../../tools/view/can-read-some.js";
import { KeptStream } from "../../../tools/view/kept-stream.js";
import { openBrowser } from "../../../tools/view/open-browser.js";
import { ViewDocument } from "../../../tools/view/view-document.js";
import { serveView } from "../../../tools/view/view-server.js";
import { refuseTerminal } from "../../terminal/refuse-terminal.js";
import { type CheckOptions, check } from "../check/action.js";

interface ViewOptions extends CheckOptions {
  readonly port?: number;
  readonly open?: boolean;
}

/** `unflushed view [CAPTURE...]`: a page with what is found, until Ctrl-C. Returns the exit code of `check`. */
export async function view(
  paths: readonly string[],
  { port = 0, open = false, ...options }: ViewOptions,
  invocation: Invocation,
): Promise<number> {
  const { stdin, stdout, stderr, atEnd } = invocation;
  const args = paths.length > 0 ? paths : [STDIN];
  refuseTerminal(args, stdin);
  const stream = new KeptStream();
  atEnd.add(() => stream.close());
  const kept = new KeptCaptures();
  const makeWaitingTexts = () => new Spool<string>();
  const context = { makeWaitingTexts, readLines: readLinesAgain, kept, date: options.date ?? null };
  const document = new ViewDocument(stream, context, (text) => say(stderr, text));
  const { format: _, baseline: __, ...own } = options; // of a configuration: they are about documents
  const read = (atEndOfReading: AtEnd): Promise<number> =>
    check(args, { ...own, progress: false }, { ...invocation, atEnd: atEndOfReading }, document);
  if (!(await canReadSome(args))) return read(atEnd); // it says why, and a page would show nothing
  const server = await serveView(stream, port);
  const interrupted = firstInterrupt(atEnd);
  print(stdout, `unflushed view: ${server.address} (Ctrl-C ends it)\n`);
  if (open) openBrowser(server.address);
  const whileReading = new AtEnd(); // its signals end the process, and no longer when all is read
  try {
    const code = await read(whileReading);
    whileReading.run();
    if (document.hasRead) await interrupted;
    return code;
  } finally {
    whileReading.run();
    await server.close();
  }
}

/** Resolves with the first Ctrl-C. It may come while a pipe is read, and then also ends what writes into it. */
function firstInterrupt(atEnd: AtEnd): Promise<void> {
  return new Promise((resolve) => {
    process.on("SIGINT", resolve as () => void);
    atEnd.add(() => process.off("SIGINT", resolve as () => void));
  });
}
