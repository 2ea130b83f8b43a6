/**
 * The address in the second argument of a call:
 * `{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}`.
 */

import { copyBytes } from "../../blocks";
import { putByte, writeLiteral } from "../../bytes";
import { call, Part } from "../../call/current-call";
import { Room } from "../../call/room";
import { Char } from "../../char";
import { create } from "../../heap/allocate";
import { only } from "../../memory";
import { Transport } from "../../sockets/kinds";
import { Constant, isConstant } from "../constants";
import { endOfElement } from "../elements";
import { member } from "../items";
import { argument } from "../list";
import { changeOf, isStruct } from "../value";
import { writeHostV4, writeHostV6, writePort, writeUnixPath } from "./address-parts";
import { plainAddress } from "./plain-address";

/** No part of an address has more characters for each one that strace printed, nor more besides. */
const TIMES: i32 = 4;
const BESIDES: i32 = 64;

@unmanaged
class Address {
  /** `127.0.0.1:80`, `[::1]:80` or `unix:/run/app.sock`, in memory that the next address overwrites. */
  start: usize;
  /** 0: the socket has no name. */
  end: usize;
  transport: Transport;

  /** Reads the address of the current call. False: it is no IP or Unix address. */
  read(): bool {
    if (call.part === Part.Whole && plainAddress.read()) return this.setPlain();
    const value = argument(1);
    const changed = changeOf(value);
    const struct = changed === 0 ? value : changed;
    if (!isStruct(struct)) return false;
    this.start = room.of(TIMES * <i32>(endOfElement(struct) - struct) + BESIDES);
    const family = member(struct, "sa_family");
    if (isConstant(family, Constant.AF_UNIX) || isConstant(family, Constant.AF_LOCAL)) return this.readUnix(struct);
    if (isConstant(family, Constant.AF_INET6)) return this.readInternet(struct, true);
    return isConstant(family, Constant.AF_INET) && this.readInternet(struct, false);
  }

  private setPlain(): bool {
    const plain = plainAddress;
    this.start = room.of(<i32>(plain.hostEnd - plain.portStart) + BESIDES);
    const colon = copyBytes(this.start, plain.hostStart, plain.hostEnd);
    putByte(colon, Char.Colon);
    this.end = copyBytes(colon + 1, plain.portStart, plain.portEnd);
    this.transport = Transport.Tcp;
    return true;
  }

  private readUnix(struct: usize): bool {
    this.transport = Transport.Unix;
    this.end = writeUnixPath(writeLiteral(this.start, "unix:"), member(struct, "sun_path"));
    return true;
  }

  private readInternet(struct: usize, isV6: bool): bool {
    this.transport = Transport.Tcp;
    const hostEnd = isV6 ? writeHostV6(this.start, struct) : writeHostV4(this.start, member(struct, "sin_addr"));
    if (hostEnd === 0) return false;
    putByte(hostEnd, Char.Colon);
    this.end = writePort(hostEnd + 1, member(struct, isV6 ? "sin6_port" : "sin_port"));
    return true;
  }
}

const room: Room = create<Room>();
export const address: Address = only<Address>();
