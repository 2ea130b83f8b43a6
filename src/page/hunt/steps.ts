import { RECORD_PID } from "../../core/recipe.js";
import { checkText, lossTimelineText } from "./says.js";

/** One step of the hunt: a question, the real capture that answers it, and what `unflushed` says of that. */
export interface HuntStep {
  /** As the heading in docs/use/which-hop.md. */
  readonly title: string;
  readonly command: string;
  /** The path of the capture in this project. */
  readonly capture: string;
  /** The lines of it that matter. */
  readonly shows: RegExp;
  /** What the tool prints of it; null if the capture is what the tool has printed. */
  readonly says: ((path: string, text: string, columns?: number) => string) | null;
  readonly learned: string;
}

const BOTH = "docs/use/which-hop/one-request.strace";
const PROBE = "unflushed probe http://127.0.0.1:8080/14900000 --post length:10000 --delay 0.3s -n 1";

export const HUNT_STEPS: readonly HuntStep[] = [
  {
    title: "Is the response short?",
    command: PROBE,
    capture: "docs/use/which-hop/one-request.probe.txt",
    shows: /./,
    says: null,
    learned: "Yes. The status is 200 and the end is clean, so a client that does not count notices nothing.",
  },
  {
    title: "What do the hops know of it?",
    command: "tail -n 1 access.log error.log",
    capture: BOTH,
    shows: / write\(\d+<[^>]*(?:access|error)\.log>/,
    says: null,
    learned:
      "For the proxy it was a success with status 200. Its error log blames the app, and the app has logged nothing.",
  },
  {
    title: "Does it go away without a hop?",
    command: "unflushed check hyper-14.9MB-truncated.strace",
    capture: "samples/hyper-14.9MB-truncated.strace",
    shows: / (?:writev|shutdown)\(/,
    says: checkText,
    learned: "No. Asked directly, without a proxy, the real server cuts its response as well.",
  },
  {
    title: "What did both hops do?",
    command: RECORD_PID.replace("-s 4096", "-s 256").replace(
      "server.strace -p PID",
      "one-request.strace -p NGINX -p APP",
    ),
    capture: BOTH,
    shows: / accept4\(\d+<TCP| connect\(| accept4 resumed|content-length: 14900000|Content-Length: 14900000|SHUT_WR/,
    says: (path, text, columns) => checkText(path, text, columns, "summary"),
    learned:
      "One request is three responses: sent by the app, received by nginx, sent by nginx. All are short; one hop lost bytes.",
  },
  {
    title: "Which hop lost the bytes first?",
    command: "unflushed check one-request.strace",
    capture: BOTH,
    shows: /SHUT_WR/,
    says: checkText,
    learned: "The app. The proxy passed on what was short already: there is nothing to mend in it.",
  },
  {
    title: "Which call did it?",
    command: "unflushed timeline one-request.strace --connection c3",
    capture: BOTH,
    shows: /"app\.sock"\]>, (?:\[\{iov|SHUT_WR)/,
    says: (_, text, columns) => lossTimelineText(text, columns),
    learned:
      "The kernel refused the rest (EAGAIN). The app did not try again, and shut its side down at once: it was no timeout.",
  },
  {
    title: "Does it happen each time?",
    command: "unflushed provoke --probe URL -- ./server",
    capture: "samples/hyper-provoked.strace",
    shows: /INJECTED|SHUT_WR/,
    says: checkText,
    learned:
      "Yes. strace refuses one write as a full socket does, the client reads fast, and the rest is lost all the same.",
  },
  {
    title: "Does the fix work?",
    command: "unflushed provoke --probe URL -- ./fixed-server",
    capture: "samples/hyper-fixed-provoked.strace",
    shows: /INJECTED|SHUT_WR/,
    says: checkText,
    learned: "Yes. With the same refusal the mended server waits, writes the rest, and shuts down when all is taken.",
  },
];

/** The most lines of an excerpt. */
const LONGEST = 8;

/** Lines of a capture that matter in a step, with their numbers. A line that is folded into a file is one line. */
export function excerptOf(text: string, shows: RegExp): { readonly number: number; readonly text: string }[] {
  const lines = text.split("\n").map((line, index) => ({ number: index + 1, text: line }));
  return lines.filter((line) => shows.test(line.text)).slice(0, LONGEST);
}

/** The step that a link names: `#step=4`; the first for any other text. */
export function stepOfLink(hash: string): number {
  const step = Number(/^#step=(\d{1,2})$/.exec(hash)?.[1] ?? 1);
  return step >= 1 && step <= HUNT_STEPS.length ? step : 1;
}
