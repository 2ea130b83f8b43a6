import type { BlindSpotCode } from "../protocols/blind-spot.js";
import { RECORD_PID } from "../recipe.js";

/** What a blind spot means, and what would cure it: a sentence each, without a full stop. */
export interface BlindSpotInfo {
  readonly message: string;
  readonly advice: string;
}

/** The flags that cure one blind spot, followed by the whole command. */
const recordWith = (flags: string): string => `record again with ${flags}: ${RECORD_PID}`;

export const blindSpots: Readonly<Record<BlindSpotCode, BlindSpotInfo>> = {
  "writes-not-traced": {
    message:
      "the response was not seen whole, and a call that carried it may be hidden: the filter lacks write, writev, splice, sendto or sendfile, or strace followed one thread alone",
    advice: recordWith("-f -e trace=network,desc,process"),
  },
  "head-cut-by-string-limit": {
    message:
      "strace cut the strings (-s is 32 by default) before the end of a response head, a chunk size, or the head of a record or frame",
    advice: recordWith(
      "-s 4096, or with -s 262144 if that was not enough (chunk sizes and frames come late in a long buffer)",
    ),
  },
  "bytes-spliced": {
    message:
      "the response's head, a chunk size or the head of a record went by splice or sendfile, of which strace never prints the bytes",
    advice:
      "trace the program that wrote the response, or turn splicing off while you record (in HAProxy: nosplice in the section global)",
  },
  "attached-mid-connection": {
    message: "the connection was open before the capture began, so what was sent before is unknown",
    advice: "let the connection end and judge the next one, or start the server under strace",
  },
  "request-not-seen": {
    message: "the request was not captured, so a response without body bytes may answer a HEAD",
    advice: recordWith("-e trace=network,desc,process from before the connection opens"),
  },
  "reads-not-traced": {
    message:
      "the capture may hide reads, and that the peer hung up: -e trace=network has no read, splice or epoll_wait",
    advice: recordWith("-e trace=network,desc,process"),
  },
  encrypted: {
    message:
      "of TLS, only the records and how the stream ends are judged, not what they carry; nothing of it if the kernel makes the records (kTLS)",
    advice: "to judge the responses inside, trace the hop behind the TLS terminator",
  },
  http2: {
    message:
      "a connection speaks HTTP/2 and was not read: that was turned off (--protocol http/2=off), or its first bytes do not show",
    advice: `leave out --protocol http/2=off, or ${recordWith("-s 4096 from before the connection opens")}`,
  },
  "other-protocol": {
    message: "connections speak a protocol that is not read, or went on in one",
    advice: "nothing, if that is meant; short-write-abandoned is looked for on them all the same",
  },
  "invalid-content-length": {
    message: "the response's Content-Length is no number, or contradicts itself, so that nobody knows its length",
    advice: "mend the header: every recipient must refuse such a response (RFC 9112, section 6.3)",
  },
  "delivery-in-doubt": {
    message: "closing reset the connection, and the kernel may have dropped what it had accepted",
    advice: "ask the receiving side: strace shows what the kernel took, not what it delivered",
  },
  "io-uring": {
    message: "the program uses io_uring, whose reads and writes are no syscalls, and this socket went silent",
    advice:
      "record again with unflushed record, or with -e trace=network,desc,process -e inject=io_uring_setup:error=ENOSYS, so that the program falls back to plain calls (UV_USE_IO_URING=0 is not enough)",
  },
  "threads-not-traced": {
    message:
      "several processes may each have an fd of this number, and without clone and fork nobody knows whose call is whose",
    advice: recordWith("-f -yy -e trace=network,desc,process from the start of the server"),
  },
  "shutdown-not-traced": {
    message: "the peer hung up, perhaps in answer to a shutdown that the capture does not show: -e trace=desc has none",
    advice: recordWith("-e trace=network,desc,process"),
  },
  "lines-lost": {
    message: "lines that may belong to this connection could not be read",
    advice: "record to a file with -o, so that the program's own output does not cut strace's lines",
  },
  "lines-elided": {
    message: "lines were left out of the capture, and any call may have stood there",
    advice: "ask for the whole capture, as strace wrote it",
  },
  "bytes-elided": {
    message:
      "a person changed or left out a part of a string or a count, and it may have held the rest of the response's head, its end, or how much the program offered",
    advice: "ask for the whole capture, as strace wrote it",
  },
  "lines-out-of-order": {
    message:
      "the times of the lines run back, the pids are masked, or files of several threads stand below each other: which thread made a call, and in which order, is not known",
    advice: "give the capture as strace wrote it; do not sort, join or mask its lines",
  },
  "write-in-doubt": {
    message: "a write was under way when its thread was killed, and how much of it the kernel took is not known",
    advice: "ask the receiving side: strace cannot show the result of a call that never returned",
  },
  "peer-ended-first": {
    message:
      "the peer had ended its side before the program ended the response: it may have left, or may still have read",
    advice: "ask the client whether it left: a closed tab and a half-close look alike to the server",
  },
  "unmarked-end": {
    message:
      "the response has no length and lasts until the connection ends, and no call of its program ended that: the process was killed, was told to end, or failed",
    advice: "give the response a Content-Length, or send it in chunks: then its end can be told from a cut",
  },
  "capture-ends-early": {
    message: "the capture ends before the response does",
    advice: "record until the connection is closed",
  },
};
