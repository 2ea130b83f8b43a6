import { RECORD_PID, RECORD_SERVER } from "../../recipe.js";

/** Why nothing of a capture could be judged, for every reason that is no blind spot: a sentence each, without a full stop. */
export const SILENT_REASONS = {
  "counts-only": `the capture is a table of strace -c, which counts calls and shows none of them: record the calls; run ${RECORD_PID}`,
  "no-calls": `the capture holds no system call, only signals, exits or messages of strace: record the calls of the server; run ${RECORD_PID}`,
  "only-shutdown-traced": `only shutdown was traced, so it is not known which bytes went before it: record with the calls that move bytes; run ${RECORD_PID}`,
  "children-not-followed": `the program started processes or threads, which may have served, and strace did not follow them: record with -f; run ${RECORD_SERVER}`,
  "workers-not-traced": `the traced process only waits for its workers, which serve and are not in the capture (a master of nginx or gunicorn): attach to a worker or start the server under strace; run ${RECORD_PID}`,
  "no-connection": `the program listened, and no connection came in while strace watched: send it a request before strace ends; run ${RECORD_PID}`,
  idle: `the traced process only waited: send it a request before strace ends, or attach to the process that serves; run ${RECORD_PID}`,
  "no-socket": `no call of the capture is known to use a stream socket, and an fd that is a number alone may be a file: trace the program that serves, and let strace name its sockets; run ${RECORD_PID}`,
  "transfers-not-traced": `the capture holds connections and no whole call that shows bytes (read, write, recv, send), so no request or response can be seen: record with -e trace=network,desc,process until the answer has come; run ${RECORD_PID}`,
  "lines-unread": `lines of the capture could not be read, and no other line shows a byte of a request or a response: give the lines as strace wrote them, or record to a file; run ${RECORD_PID}`,
  "nothing-sent": `the connections of the capture carried no byte, as those of a health check: send the server a request; run ${RECORD_PID}`,
  "strings-hidden": `strace hid the bytes that were read and written (-s 0, or a short -s), so no head can be read: record with -s 4096; run ${RECORD_PID}`,
  "attached-mid-connection": `every connection of the capture was open before strace began and shows no head of a request or a response: attach before the client connects, or start the server under strace; run ${RECORD_SERVER}`,
  "no-answer": `the capture holds requests and no byte of a response to them: record until the answer has come; run ${RECORD_PID}`,
  unanswered: `the program read requests and closed their connections without a response, so there is none to judge: look at the lines that the warnings name, or record what came before them; run ${RECORD_PID}`,
  "no-head": `no connection of the capture begins with the head of an HTTP/1 request or response: record from before the connections open; run ${RECORD_SERVER}`,
  "other-protocol": `the connections of the capture speak protocols of which there is nothing to judge (ssh, SMTP and PostgreSQL are not read; of Redis and memcached only a reply that is cut is reported): trace a process that answers HTTP, FastCGI or TLS; run ${RECORD_PID}`,
  encrypted: `the connections of the capture are TLS, and nothing was asked on them, or TLS was turned off (--protocol tls=off): send the server a request before strace ends; run ${RECORD_PID}`,
  http2: `the connections of the capture speak HTTP/2, and nothing was asked on them, or HTTP/2 was turned off (--protocol http/2=off): send the server a request before strace ends; run ${RECORD_PID}`,
  "capture-ends-early": `the capture ends while every response is under way: record until the connections are closed; run ${RECORD_PID}`,
} as const;
