import type { StreamProtocol } from "../../../core/protocols/message-facts.js";
import type { StoryRecord } from "../../../core/story/story.js";
import { grouped } from "../../../core/text/quantities.js";
import type { ExchangeRow } from "../model/shown-connection.js";

/** What the bytes of a story are, for its chart and its calls. */
export interface CountedWords {
  readonly title: string;
  readonly accepted: string;
  readonly declared: string;
  /** `body bytes accepted so far` */
  readonly soFar: string;
}

/** What a connection carries at a time or one after the other, and what its bytes are cut into. */
const PARTS: Readonly<Record<StreamProtocol, readonly [all: string, part: string]>> = {
  "http/2": ["all streams of the connection together, with the heads of their frames", "frame"],
  fastcgi: ["all requests of the connection together, with the heads of their records", "record"],
  scgi: ["all that the application sent on the connection", "response"],
  websocket: ["all messages of the server together, with the heads of their frames", "frame"],
  tls: ["all that one side sent on the connection, encrypted, with the heads of its records", "record"],
  resp: ["all replies on the connection together", "reply"],
  memcached: ["all replies on the connection together", "reply"],
};

const BODY: CountedWords = {
  title: "Body bytes over time",
  accepted: "accepted",
  declared: "declared",
  soFar: "body bytes accepted so far",
};

export function countedWords({ protocol }: Pick<StoryRecord, "protocol">): CountedWords {
  const parts = partsOf(protocol);
  if (!parts) return BODY;
  return {
    title: "Bytes of the whole connection over time",
    accepted: "accepted on the connection",
    declared: `end of the last ${parts[1]}`,
    soFar: "bytes accepted on the connection so far",
  };
}

/** What the numbers of a story are of, if they are not those of the response itself; null if they are. */
export function countedNote({ protocol }: Pick<StoryRecord, "protocol">, row: ExchangeRow | null): string | null {
  const parts = partsOf(protocol);
  if (!parts) return null;
  const counted = `The chart and the calls count ${parts[0]}.`;
  if (row === null || row.accepted === null || (protocol !== "http/2" && protocol !== "fastcgi")) return counted;
  const declared = row.declared === null ? "" : ` of ${grouped(row.declared)}`;
  return `${counted} Of this response alone, ${grouped(row.accepted)}${declared} body bytes were accepted.`;
}

function partsOf(protocol: StoryRecord["protocol"]): readonly [string, string] | null {
  return protocol === null || protocol === "http/1" || protocol === "other" ? null : PARTS[protocol];
}
