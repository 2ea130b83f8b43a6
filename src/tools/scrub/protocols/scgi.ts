import type { Pseudonyms } from "../pseudonyms.js";
import { ByteParts, type CallBytes } from "./call-bytes.js";
import { CgiHeadMask } from "./cgi-head.js";
import { maskVariable, maskVariableName } from "./cgi-variables.js";
import type { NewStreamMask } from "./stream-mask.js";

/** Bytes of a request's headers that stay in their layout. */
const MOST = 262_144;
/** The length of the netstring. */
const START = /^\d{1,9}:/;

/** Of SCGI stay the layout of the request's headers, and what frames the CGI response. */
export const scgiMask: NewStreamMask = (_start, names) => {
  let request: ByteParts | null = new ByteParts(MOST);
  const response = new CgiHeadMask(names);
  const end = (): void => {
    request?.print(maskRequest(request.text, names));
    request = null;
  };
  return {
    asks: (call: CallBytes) => {
      request?.add(call, 0, call.length);
      if (request && isOver(request)) end();
    },
    answers: (call: CallBytes) => response.add(call, 0, call.length),
    miss: () => {
      end();
      response.end();
    },
    end: () => {
      end();
      response.end();
    },
  };
};

function isOver({ text, isWhole }: ByteParts): boolean {
  const start = START.exec(text)?.[0] ?? "";
  return !isWhole || (start !== "" && text.length > start.length + Number.parseInt(start, 10));
}

/** A netstring of names and values, each with a zero byte after it, or its beginning. */
function maskRequest(text: string, names: Pseudonyms): string {
  const start = START.exec(text)?.[0] ?? "";
  if (start === "") return text.replace(/[^\d]/g, ".");
  const end = start.length + Number.parseInt(start, 10);
  let name: string | null = null;
  const headers = text.slice(start.length, end).replace(/[^\0]*(?:\0|$)/g, (part) => {
    const word = part.endsWith("\0") ? part.slice(0, -1) : part;
    const zero = part.slice(word.length);
    const masked: string = name === null ? maskVariableName(word, names) : maskVariable(name, word, names);
    name = name === null ? word : null;
    return masked + zero;
  });
  return start + headers + text.slice(end, end + 1) + ".".repeat(Math.max(0, text.length - end - 1));
}
