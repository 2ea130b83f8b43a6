/** Counts of plain exchanges (core/analysis/tally.ts, `countPlain`). The host takes them when it needs them. */
import { isNumber } from "../arguments/integer";
import { askServer } from "../host";
import { Exchange, NOT_ANY } from "../http1/exchange";
import { element, only } from "../memory";
import { followed } from "./followed";
import { PlainExchanges } from "./plain-exchanges";

/** The host counts what has a larger number (host/http/plain-totals.ts has the same limits). */
const SERVERS: i32 = 1024;
const STATUSES: i32 = 1000;
const BITS_OF_SIZE: i32 = 32;
const SIZE_LIMIT: f64 = 4_294_967_296;

/** The responses that declare a size of so many bits. */
@unmanaged
class SizeCount {
  declared: f64;
  delivered: f64;
  responses: f64;
}

@unmanaged
class Count {
  value: i32;
}

/** The host knows the same fields in the same order. */
@unmanaged
class PlainCounts {
  responses: i32;
  sizes: usize;
  /** By status; the first one is of responses without one. */
  statuses: usize;
  /** By the number that the host gave the server. */
  servers: usize;
}

const SIZES_BYTES: i32 = (BITS_OF_SIZE + 1) * offsetof<SizeCount>();
const STATUSES_BYTES: i32 = (STATUSES + 1) * offsetof<Count>();
const SERVERS_BYTES: i32 = SERVERS * offsetof<Count>();
const sizes: usize = memory.data(SIZES_BYTES, 8);
const statuses: usize = memory.data(STATUSES_BYTES, 8);
const servers: usize = memory.data(SERVERS_BYTES, 8);
const counts: PlainCounts = only<PlainCounts>();
counts.sizes = sizes;
counts.statuses = statuses;
counts.servers = servers;

/** Where they stand. */
export function plainCounts(): usize {
  return changetype<usize>(counts);
}

/** The host has taken them. */
export function forgetPlainCounts(): void {
  counts.responses = 0;
  memory.fill(sizes, 0, SIZES_BYTES);
  memory.fill(statuses, 0, STATUSES_BYTES);
  memory.fill(servers, 0, SERVERS_BYTES);
}

/** Whether an exchange can be counted here. */
export function isCountable(exchange: Exchange): bool {
  const status = exchange.status;
  return status < STATUSES && isSize(exchange.declaredBytes) && isSize(exchange.acceptedBytes);
}

/** True for a whole number that has room, and for one that is not known. */
function isSize(bytes: f64): bool {
  return !isNumber(bytes) || (bytes >= 0 && bytes < SIZE_LIMIT && bytes === Math.floor(bytes));
}

/** The number of the connection's server; NOT_ANY: the host counts its exchanges. */
export function serverOf(plain: PlainExchanges): i32 {
  if (plain.hasServer) return plain.server;
  followed.connection = plain.connection;
  const number = askServer();
  plain.setServer(number < SERVERS ? number : NOT_ANY);
  return plain.server;
}

/** Counts an exchange that is countable, of the server that has this number. */
export function countPlain(exchange: Exchange, server: i32): void {
  counts.responses++;
  element<Count>(servers, server).value++;
  element<Count>(statuses, exchange.status + 1).value++;
  const declared = exchange.declaredBytes;
  const accepted = exchange.acceptedBytes;
  if (!isNumber(declared) || !isNumber(accepted)) return;
  const size = element<SizeCount>(sizes, 32 - clz(<u32>declared));
  size.declared += declared;
  size.delivered += min(accepted, declared);
  size.responses++;
}
