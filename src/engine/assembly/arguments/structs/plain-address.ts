/** An fd and an IPv4 address as strace usually prints them, without reading the arguments. */
import { byteAt, startsWith } from "../../bytes";
import { call } from "../../call/current-call";
import { Char, isDigit } from "../../char";
import { only } from "../../memory";
import { endOfDigits } from "../decimal";
import { afterDecorated } from "./decorated";

const FAMILY = ", {sa_family=AF_INET, sin_port=htons(";
const ADDRESS = '), sin_addr=inet_addr("';
const END = '")}';

@unmanaged
class PlainAddress {
  hostStart: usize;
  hostEnd: usize;
  portStart: usize;
  portEnd: usize;

  /** Reads the current call. False: it does not print them so. */
  read(): bool {
    const end = call.argumentsEnd;
    const fdEnd = endOfDigits(call.argumentsStart, end);
    if (fdEnd === call.argumentsStart) return false;
    this.portStart = afterDecorated(fdEnd, end, FAMILY);
    if (this.portStart === 0) return false;
    this.portEnd = endOfDigits(this.portStart, end);
    if (this.portEnd === this.portStart || !startsWith(this.portEnd, end, ADDRESS)) return false;
    this.hostStart = this.portEnd + ADDRESS.length;
    this.hostEnd = this.hostStart;
    while (this.hostEnd < end && (isDigit(byteAt(this.hostEnd)) || byteAt(this.hostEnd) === Char.Dot)) this.hostEnd++;
    return this.hostEnd > this.hostStart && startsWith(this.hostEnd, end, END);
  }
}

export const plainAddress: PlainAddress = only<PlainAddress>();
