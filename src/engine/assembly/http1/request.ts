/** A request, until its exchange is over (core/protocols/exchange.ts, Request). */
import { destroy } from "../heap/allocate";
import { Counted, createCounted, keep, letGo } from "../heap/counted";
import { Text } from "../heap/text";

@unmanaged
export class Request extends Counted {
  method: Text;
  target: Text;
  line: u32;
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
  return request;
}

function destroyRequest(address: usize): void {
  const request = changetype<Request>(address);
  letGo(request.method);
  letGo(request.target);
  destroy<Request>(request);
}
