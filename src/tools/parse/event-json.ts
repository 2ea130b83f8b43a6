import { parseArguments } from "../../core/strace/arguments/parse-arguments.js";
import { plainValues } from "../../core/strace/arguments/plain-values.js";
import type { Syscall } from "../../core/strace/call/syscall.js";
import type { StraceEvent } from "../../core/strace/event.js";
import type { LineRef } from "../../core/strace/line/line-ref.js";
import { plainJson } from "./plain-json.js";
import { integerJson, listJson, stringJson, valueJson } from "./value-json.js";

/** One JSON object for an event; null for the first half of a call, whose second half brings the whole call. */
export function eventJson(event: StraceEvent): string | null {
  if (event.kind === "unfinished") return null;
  if (event.kind === "call") return callJson(event.call);
  if (event.kind === "signal") return signalJson(event);
  if (event.kind === "exit" || event.kind === "killed") {
    const { isAfterResumed: _, ...end } = event;
    return factsJson(end);
  }
  return factsJson(event);
}

function factsJson({ kind, at, ...facts }: { readonly kind: string; readonly at: LineRef }): string {
  return JSON.stringify({ kind, line: at.line, pid: at.pid, time: at.time, ...facts });
}

function signalJson({ signal, info, at }: Extract<StraceEvent, { kind: "signal" }>): string {
  const [siginfo] = plainValues(info) ?? parseArguments(info) ?? [];
  const head = JSON.stringify({ kind: "signal", line: at.line, pid: at.pid, time: at.time, signal });
  return `${head.slice(0, -1)},"info":${siginfo ? valueJson(siginfo) : JSON.stringify(info)}}`;
}

function callJson(call: Syscall): string {
  const { begin, end, name, result } = call;
  if (call.isUnread) {
    return JSON.stringify({
      kind: "unrecognized",
      line: begin.line,
      pid: call.pid,
      time: begin.time,
      text: `${name}(${call.argumentsText}`,
    });
  }
  const value = result.value === null ? "null" : integerJson(result.value, result.digits ?? String(result.value));
  const error = result.error === null ? "null" : stringJson(result.error);
  const remarks = call.part === "resumed" ? ["resumed", ...result.remarks] : result.remarks;
  const remarksText = remarks.length === 0 ? "[]" : JSON.stringify(remarks);
  const decoration = result.decoration === null ? "" : `,"decoration":${stringJson(result.decoration)}`;
  const dumps = call.dumps.length === 0 ? "" : `,"dumps":${JSON.stringify(call.dumps)}`;
  return `{"line":${begin.line},"endLine":${end.line},"pid":${call.pid},"time":${begin.time},"call":${stringJson(name)},"args":${argumentsJson(call)},"result":${value},"error":${error},"duration":${result.duration},"remarks":${remarksText}${decoration}${dumps}}`;
}

function argumentsJson(call: Syscall): string {
  if (call.part === "resumed") return "null"; // its first arguments are unknown
  const plain = plainJson(call.argumentsText);
  if (plain !== null) return plain;
  return call.namedArgs === null ? "null" : `[${listJson(call.namedArgs)}]`;
}
