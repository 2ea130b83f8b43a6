/** A request, until its exchange is over (core/protocols/exchange.ts, Request). */
import { event } from "../events/event-record";
import { destroy } from "../heap/allocate";
import { Counted, createCounted, keep, letGo } from "../heap/counted";
import { Text } from "../heap/text";
import { nearby } from "../paths/nearby";

@unmanaged
export class Request extends Counted {
  /** Seconds; NaN if the capture has no times. */
  time: f64;
  method: Text;
  target: Text;
  line: u32;
  /** The socket of which the thread had read a request last, and on which line (paths/nearby.ts). */
  askedSocket: i32;
  askedLine: u32;
  /** True if the capture shows the request line without its ` HTTP/1.x`. */
  isCut: bool;
}

/** Nothing keeps it yet. */
export function createRequest(method: Text, target: Text, line: u32, isCut: bool): Request {
  const request = createCounted<Request>(destroyRequest);
  request.method = keep<Text>(method);
  request.target = keep<Text>(target);
  request.line = line;
  request.isCut = isCut;
  request.time = event.time;
  request.askedSocket = nearby.askedSocket;
  request.askedLine = nearby.askedLine;
  return request;
}

function destroyRequest(address: usize): void {
  const request = changetype<Request>(address);
  letGo(request.method);
  letGo(request.target);
  destroy<Request>(request);
}
