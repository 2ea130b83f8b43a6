/** How the reports call what the engine has numbers for (host/http/words.ts, host/event-fields.ts). */
import { EndedBy } from "../events/event-kind";
import { BodyFraming } from "../http1/exchange";
import { Role } from "../http1/role";
import { ProtocolName } from "../http1/sniffer";
import { Transport } from "../sockets/kinds";
import { ShutBy } from "./open-socket";

export function framingWord(framing: BodyFraming): string {
  switch (framing) {
    case BodyFraming.ContentLength:
      return "content-length";
    case BodyFraming.Chunked:
      return "chunked";
    case BodyFraming.UntilClose:
      return "until-close";
    case BodyFraming.None:
      return "none";
    default:
      return "unknown";
  }
}

export function transportWord(transport: Transport): string {
  if (transport === Transport.Tcp) return "tcp";
  return transport === Transport.Unix ? "unix" : "unknown";
}

export function roleWord(role: Role): string {
  if (role === Role.Server) return "server";
  return role === Role.Client ? "client" : "unknown";
}

/** As JSON. */
export function protocolJson(protocol: ProtocolName): string {
  switch (protocol) {
    case ProtocolName.Http1:
      return '"http/1"';
    case ProtocolName.Tls:
      return '"tls"';
    case ProtocolName.Http2:
      return '"http/2"';
    case ProtocolName.Other:
      return '"other"';
    case ProtocolName.FastCgi:
      return '"fastcgi"';
    case ProtocolName.Scgi:
      return '"scgi"';
    case ProtocolName.WebSocket:
      return '"websocket"';
    case ProtocolName.Resp:
      return '"resp"';
    case ProtocolName.Memcached:
      return '"memcached"';
    default:
      return "null";
  }
}

/** How a connection ended: as its socket did, or by a shutdown. */
export function endWord(by: i32): string {
  switch (by) {
    case EndedBy.Close:
      return "close";
    case EndedBy.Exit:
      return "exit";
    case EndedBy.Exec:
      return "exec";
    case EndedBy.Dup:
      return "dup";
    case EndedBy.Reuse:
      return "reuse";
    case EndedBy.CaptureEnd:
      return "capture-end";
    case EndedBy.Unseen:
      return "unseen";
    case ShutBy.Write:
      return "shut-wr";
    default:
      return "shut-rdwr";
  }
}
