/** The blind spots that are about the whole capture (core/analysis/capture-spots.ts): the host hears of each once. */
import { reportSpot } from "../host";
import { BlindSpot } from "../http1/blind-spot";
import { Role } from "../http1/role";
import { ProtocolName } from "../http1/sniffer";
import { Connection } from "./connection";

/** A bit for each that was reported. */
let reported: u32 = 0;

export function addCaptureSpot(spot: BlindSpot): void {
  const bit = (<u32>1) << spot;
  if ((reported & bit) !== 0) return;
  reported |= bit;
  reportSpot(spot);
}

/** A connection turned out to speak this. A client's own protocol, for example a database's, is no blind spot. */
export function addProtocolSpot(connection: Connection): void {
  switch (connection.protocol) {
    case ProtocolName.Http2:
      addCaptureSpot(BlindSpot.Http2);
      break;
    case ProtocolName.Tls:
      addCaptureSpot(BlindSpot.Encrypted);
      break;
    case ProtocolName.Other:
      if (connection.role === Role.Server) addCaptureSpot(BlindSpot.OtherProtocol);
      break;
    default:
  }
}
