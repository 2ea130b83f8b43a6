import { fastcgi } from "../../../../src/core/protocols/fastcgi/fastcgi.js";
import type { Role } from "../../../../src/core/protocols/judgement.js";
import type { Message } from "../../../../src/core/protocols/message.js";
import { type MovedParts, moved } from "../moved.js";

export const BEGIN = 1;
export const ABORT = 2;
export const END = 3;
export const PARAMS = 4;
export const STDIN = 5;
export const STDOUT = 6;
export const STDERR = 7;
export const GET_VALUES = 9;

/** Where a record stands, and what follows its content. */
export interface RecordParts {
  readonly id?: number;
  readonly padding?: number;
}

/** A record of FastCGI, one character for each byte. */
export function record(type: number, content: string, { id = 1, padding = 0 }: RecordParts = {}): string {
  const head = [1, type, id >> 8, id & 255, content.length >> 8, content.length & 255, padding, 0];
  return String.fromCharCode(...head) + content + "\0".repeat(padding);
}

/** A name and its value, each with its length in front. */
export function pair(name: string, value: string): string {
  return length(name) + length(value) + name + value;
}

function length({ length: bytes }: string): string {
  if (bytes < 128) return String.fromCharCode(bytes);
  return String.fromCharCode(128 + (bytes >>> 24), (bytes >> 16) & 255, (bytes >> 8) & 255, bytes & 255);
}

/** What a web server sends of a request without a body. */
export function request(method: string, target: string, parts: RecordParts = {}): string {
  const params = pair("REQUEST_METHOD", method) + pair("REQUEST_URI", target);
  return [
    record(BEGIN, "\0\x01\0\0\0\0\0\0", parts),
    record(PARAMS, params, parts),
    record(PARAMS, "", parts),
    record(STDIN, "", parts),
  ].join("");
}

/** The record that ends a response. */
export function end(status = 0, parts: RecordParts = {}): string {
  return record(END, String.fromCharCode(0, 0, 0, status, 0, 0, 0, 0), parts);
}

/** A conversation under test, with what it has decided so far. */
export interface Listened {
  readonly asks: (text: string, parts?: MovedParts) => void;
  readonly answers: (text: string, parts?: MovedParts) => void;
  readonly decided: Message[];
  readonly progress: () => unknown;
  readonly open: () => readonly Message[];
  readonly miss: () => void;
}

/** Listens to a connection, from the side of the server unless another role is given. */
export function listen(role: Role = "server", isOlder = false): Listened {
  const decided: Message[] = [];
  const conversation = fastcgi.begin({ role, isOlder, upgraded: null, decided: (each) => decided.push(each) });
  const [asking, answering] = role === "client" ? (["out", "in"] as const) : (["in", "out"] as const);
  return {
    asks: (text, parts) => conversation.moved(asking, moved(text, parts)),
    answers: (text, parts) => conversation.moved(answering, moved(text, parts)),
    decided,
    open: () => conversation.open(),
    miss: () => conversation.miss("lines-lost"),
    progress: () => conversation.progress,
  };
}
