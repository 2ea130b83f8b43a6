import { eventLine } from "../../src/core/strace/line/event-line.js";
import { type SplitLine, splitLine } from "../../src/core/strace/line/split.js";
import { PlainCharacters } from "../../src/core/strace/plain-characters.js";
import { isSyscallName } from "../../src/core/syscalls/names.js";
import type { Said } from "./engine.js";

/** What the reader in TypeScript says of a line, in the same words; null for a line that only it can read. */
export function readerSays(line: string): Said {
  const text = line.replace(/\r$/, "");
  if (!isAsPrinted(text)) return null;
  const parts = splitLine(text);
  const { pid, time, clock, forms, offset } = parts.prefix;
  const prefix = { pid, time, clock, forms };
  if (parts.start === "event") return eventSays(text.slice(offset), prefix);
  const kind = kindOf(parts);
  const name = text.slice(parts.nameStart, parts.nameEnd);
  if (kind === null || !parts.isSure || !isSyscallName(name)) return null;
  const call = { kind, prefix, name, args: text.slice(parts.argsStart, parts.argsEnd) };
  return kind === "first-half" ? call : { ...call, result: parts.result };
}

function kindOf({ start, end }: SplitLine): string | null {
  if (start === "call" && end === "result") return "whole";
  if (start === "call" && end === "unfinished") return "first-half";
  return start === "resumed" && end === "result" ? "second-half" : null;
}

function eventSays(text: string, prefix: object): Said {
  const event = eventLine(text, () => ({ pid: null, line: 0, time: null }));
  if (event?.kind === "exit") return { kind: "exit", prefix, status: event.status };
  if (event?.kind === "killed") return { kind: "killed", prefix, name: event.signal, hasDumpedCore: event.coreDumped };
  return event?.kind === "signal" ? { kind: "signal", prefix, name: event.signal, args: event.info } : null;
}

/** True if no program of a person changed the line's characters, as far as the line itself shows it. */
function isAsPrinted(text: string): boolean {
  const bytes = Buffer.from(text, "latin1");
  const characters = new PlainCharacters(() => {});
  characters.look(bytes, 0);
  const plain = characters.of(bytes, 0, bytes.length) ?? bytes;
  return bytes.equals(plain) && !/[ \t]$/.test(text) && !text.includes("\t");
}
