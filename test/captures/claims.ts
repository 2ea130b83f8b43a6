import { analyzeText } from "../../src/index.js";

/** What people write after `-e trace=`, the names that a README recommends and lists by hand. */
export const FILTERS = [
  "network",
  "network,write",
  "network,process",
  "network,file,memory",
  "desc",
  "network,desc,process",
  "read,write,accept4,close",
  "accept4,read,recvfrom,write,close,shutdown,epoll_wait,epoll_pwait,fcntl",
  "sendto,shutdown",
  "sendto,recvfrom,close",
  "writev,sendfile,shutdown,close",
];

/** How many findings of the level `error` or of a request without an answer, and how many whole responses. */
export function claims(text: string): { readonly errors: number; readonly complete: number } {
  const { findings, summary } = analyzeText(text);
  const claimed = findings.filter(
    ({ finding: { level, judgement } }) => level === "error" || judgement.about === "unanswered",
  );
  return { errors: claimed.length, complete: summary.complete };
}
