/** The plain exchanges of a connection: what the host has not heard of them yet, and where they are counted. */
import { create, destroy } from "../heap/allocate";
import { GrowingText } from "../heap/growing-text";
import { NOT_ANY } from "../http1/exchange";
import { Role } from "../http1/role";
import { Connection } from "./connection";

/** The text is what the host has not heard. */
@unmanaged
export class PlainExchanges extends GrowingText {
  connection: Connection;
  /** The number of the server that they are counted for; NOT_ANY: the host counts them. */
  server: i32;
  /** Its place among those with text (waiting-facts.ts); NOT_ANY. */
  place: i32;
  /** By what the server was found out. */
  private version: i32;
  private role: Role;

  begin(connection: Connection): void {
    this.connection = connection;
    this.place = NOT_ANY;
    this.version = NOT_ANY;
  }

  /** True if the server is known, and no end of the connection has changed since. */
  get hasServer(): bool {
    return this.version === this.connection.version && this.role === this.connection.role;
  }

  setServer(server: i32): void {
    this.server = server;
    this.version = this.connection.version;
    this.role = this.connection.role;
  }
}

export function createPlainExchanges(connection: Connection): PlainExchanges {
  const plain = create<PlainExchanges>();
  plain.begin(connection);
  return plain;
}

/** It has no text any more. */
export function destroyPlainExchanges(plain: PlainExchanges): void {
  destroy<PlainExchanges>(plain);
}
