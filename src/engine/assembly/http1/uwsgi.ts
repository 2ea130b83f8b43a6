/** What a request in the uwsgi protocol asks for, as HTTP would say it (core/protocols/http1/uwsgi.ts). */
import { byteAt, isLiteral } from "../bytes";
import { textOf } from "../heap/text";
import { only } from "../memory";
import { createRequest, Request } from "./request";
import { isMethodChar, withDots } from "./text-classes";

/** Modifier 1, two bytes of length, modifier 2; then names and values, each with two bytes of length in front. */
const HEADER: usize = 4;
const LENGTH: usize = 2;

@unmanaged
class Variables {
  methodStart: usize;
  methodEnd: usize;
  targetStart: usize;
  targetEnd: usize;

  /** Of several values of a name, the last one counts. */
  read(p: usize, end: usize): void {
    this.methodEnd = 0;
    this.targetEnd = 0;
    const last = p + HEADER + lengthAt(p + 1);
    for (let name = p + HEADER; name < min(last, end); ) {
      const nameEnd = endOfText(name, end);
      const valueEnd: usize = nameEnd === 0 ? 0 : endOfText(nameEnd, end);
      if (valueEnd === 0) break;
      this.take(name + LENGTH, nameEnd, valueEnd);
      name = valueEnd;
    }
  }

  private take(name: usize, nameEnd: usize, valueEnd: usize): void {
    if (isLiteral(name, nameEnd, "REQUEST_METHOD")) {
      this.methodStart = nameEnd + LENGTH;
      this.methodEnd = valueEnd;
    } else if (isLiteral(name, nameEnd, "REQUEST_URI")) {
      this.targetStart = nameEnd + LENGTH;
      this.targetEnd = valueEnd;
    }
  }

  get hasMethod(): bool {
    if (this.methodEnd === 0 || this.methodStart === this.methodEnd) return false;
    for (let at = this.methodStart; at < this.methodEnd; at++) if (!isMethodChar(byteAt(at))) return false;
    return true;
  }

  get hasTarget(): bool {
    return this.targetEnd !== 0 && this.targetStart !== this.targetEnd;
  }
}

const variables: Variables = only<Variables>();

/** The request that the uwsgi packet p..end stands for (uwsgi-docs, Protocol.html); null if its method was not seen. */
export function uwsgiRequest(p: usize, end: usize, line: u32): Request | null {
  if (end - p < HEADER || byteAt(p) !== 0) return null; // modifier 0: a WSGI request
  variables.read(p, end);
  if (!variables.hasMethod) return null;
  const method = textOf(variables.methodStart, variables.methodEnd);
  const target = variables.hasTarget ? textOf(variables.targetStart, variables.targetEnd) : withDots(p, p);
  return createRequest(method, target, line, false);
}

/** Two bytes, the low one first. */
function lengthAt(p: usize): usize {
  return <usize>(byteAt(p) + 256 * byteAt(p + 1));
}

/** Where a text ends that has its length in front; 0: it is not seen whole. */
function endOfText(p: usize, end: usize): usize {
  if (p + LENGTH > end) return 0;
  const textEnd = p + LENGTH + lengthAt(p);
  return textEnd > end ? 0 : textEnd;
}
