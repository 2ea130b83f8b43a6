import { flagNames, integerOf, member, type Value } from "../../../../src/core/strace/arguments/value.js";
import type { Syscall } from "../../../../src/core/strace/call/syscall.js";
import { isConstant } from "./constants.js";

export interface Address {
  /** `127.0.0.1:80`, `[::1]:80` or `unix:/run/app.sock`; null for an unnamed Unix socket. */
  readonly address: string | null;
  readonly transport: "tcp" | "unix";
}

/** An fd and an IPv4 address as strace usually prints them: of such a call, what comes after them need not be readable. */
const PLAIN =
  /^\d+(?:<[^<>"]*(?:->[^<>"]*)?>)?, \{sa_family=AF_INET, sin_port=htons\((\d+)\), sin_addr=inet_addr\("([\d.]+)"\)\}/;

/** The address in the second argument of a call; null if it is not an IP or Unix address. */
export function addressIn(call: Syscall): Address | null {
  const [, port, host] = (call.part === "whole" && PLAIN.exec(call.argumentsText)) || [];
  return port === undefined ? addressOf(call.args?.[1]) : { address: `${host}:${port}`, transport: "tcp" };
}

/** `{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}`; null for another family. */
function addressOf(value: Value | undefined): Address | null {
  const struct = value?.kind === "change" ? value.after : value;
  if (struct?.kind !== "struct") return null;
  const family = member(struct, "sa_family");
  if (isConstant(family, "AF_UNIX") || isConstant(family, "AF_LOCAL")) return unix(struct);
  const v6 = isConstant(family, "AF_INET6");
  if (!v6 && !isConstant(family, "AF_INET")) return null;
  const port = portOf(member(struct, v6 ? "sin6_port" : "sin_port"));
  const host = v6 ? v6Of(struct) : v4Of(member(struct, "sin_addr"));
  return host === null ? null : { address: `${v6 ? `[${host}]` : host}:${port}`, transport: "tcp" };
}

function unix(struct: Value): Address {
  const path = member(struct, "sun_path");
  if (path?.kind === "string") return { address: `unix:${path.bytes}`, transport: "unix" };
  const [at, name] = path?.kind === "flags" ? path.parts : []; // @"abstract"
  const isAbstract = flagNames(at)[0] === "@" && name?.kind === "string";
  return { address: isAbstract ? `unix:@${name.bytes}` : null, transport: "unix" };
}

/** `htons(80)`, or with `-X raw` the two bytes in network order. */
function portOf(value: Value | null): number | null {
  if (value?.kind === "call") return integerOf(value.args[0]);
  return value?.kind === "string" ? value.bytes.charCodeAt(0) * 256 + value.bytes.charCodeAt(1) : null;
}

function v4Of(value: Value | null): string | null {
  if (value?.kind === "call") return textOf(value.args[0]);
  return value?.kind === "string" ? [...value.bytes].map((byte) => byte.charCodeAt(0)).join(".") : null;
}

/** `inet_pton(AF_INET6, "::1", &sin6_addr)` without a member name, or with `-X raw` a member of sixteen bytes. */
function v6Of(struct: Value): string | null {
  if (struct.kind !== "struct") return null;
  for (const { value } of struct.members)
    if (value.kind === "call" && value.name === "inet_pton") return textOf(value.args[1]);
  const raw = member(struct, "sin6_addr");
  if (raw?.kind !== "string") return null;
  const hex = [...raw.bytes].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{4})(?=.)/g, "$1:");
}

function textOf(value: Value | undefined): string | null {
  return value?.kind === "string" ? value.bytes : null;
}
