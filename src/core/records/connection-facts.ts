import type { Connection, Moment } from "../analysis/model.js";
import { jsonText } from "../text/json-text.js";

/**
 * What is said of a connection besides its id, as the inside of a JSON object. There are many, so it is written out by hand:
 * `JSON.stringify` of such an object takes several times as long.
 */
export function connectionFactsText({
  pid,
  fd,
  transport,
  role,
  protocol,
  local,
  peer,
  opened,
  ended,
  tls,
}: Connection): string {
  const what = `"pid":${pid},"fd":${numberText(fd)},"transport":"${transport}","role":"${role}","protocol":${jsonText(protocol)}`;
  const by = ended && `{${momentText(ended)},"by":"${ended.by}"}`;
  return `${what},"local":${jsonText(local)},"peer":${jsonText(peer)},"opened":{${momentText(opened)}},"ended":${by}${tlsText(tls)}`;
}

/** Only a TLS connection says what its client asked for. */
function tlsText(tls: Connection["tls"]): string {
  if (!tls) return "";
  const { serverName, applicationProtocols } = tls;
  const names = applicationProtocols.map((name) => jsonText(name)).join();
  return `,"tls":{"serverName":${jsonText(serverName)},"applicationProtocols":[${names}]}`;
}

function momentText({ line, time }: Moment): string {
  return `"line":${line},"time":${numberText(time)}`;
}

/** JSON has no word for a number that is none. */
function numberText(value: number | null): string {
  return `${Number.isFinite(value) ? value : null}`;
}
