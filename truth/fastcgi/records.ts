/** The types of records that are used here (FastCGI 1.0, section 8). */
export const TYPE = {
  beginRequest: 1,
  abortRequest: 2,
  endRequest: 3,
  params: 4,
  stdin: 5,
  stdout: 6,
  stderr: 7,
} as const;
/** Version, type, request id (two bytes), length of the content (two bytes), length of the padding, reserved. */
export const HEAD = 8;
const VERSION = 1;
const RESPONDER = 1;
const KEEP_CONN = 1;
/** The longest content of a record that this client sends. */
const LONGEST = 65_528;

/** A request as FastCGI carries it: its variables, and its body. */
export interface FastcgiRequest {
  readonly id: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly keepsAlive: boolean;
}

/** All records of a request. */
export function recordsOf({ id, variables, body, keepsAlive }: FastcgiRequest): Buffer {
  const begin = Buffer.from([0, RESPONDER, keepsAlive ? KEEP_CONN : 0, 0, 0, 0, 0, 0]);
  const pairs = Buffer.concat(Object.entries(variables).map(([name, value]) => pair(name, value)));
  return Buffer.concat([
    record(TYPE.beginRequest, id, begin),
    ...stream(TYPE.params, id, pairs),
    ...stream(TYPE.stdin, id, body),
  ]);
}

/** A stream of records, and the empty one that ends it (section 3.3). */
function stream(type: number, id: number, content: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < content.length; at += LONGEST) parts.push(record(type, id, content.subarray(at, at + LONGEST)));
  return [...parts, record(type, id, Buffer.alloc(0))];
}

function record(type: number, id: number, content: Buffer): Buffer {
  const padding = -content.length & 7;
  const head = Buffer.from([VERSION, type, id >> 8, id & 255, content.length >> 8, content.length & 255, padding, 0]);
  return Buffer.concat([head, content, Buffer.alloc(padding)]);
}

/** A name and a value, each with its length before it (section 3.4). */
function pair(name: string, value: string): Buffer {
  return Buffer.concat([lengthOf(name), lengthOf(value), Buffer.from(name), Buffer.from(value)]);
}

function lengthOf(text: string): Buffer {
  const length = Buffer.byteLength(text);
  if (length < 128) return Buffer.from([length]);
  const long = Buffer.alloc(4);
  long.writeUInt32BE(length + 0x8000_0000);
  return long;
}
