import type { Orders, SocketFacts } from "../../core/sockets/socket-facts.js";
import type { EngineTexts } from "./engine-texts.js";
import { ORIGINS, TRANSPORTS } from "./event-fields.js";
import type { EngineExports } from "./load.js";
import { FLAG_OF, NUMBER_OF, type SocketFlag, type SocketNumber, type SocketText, TEXT_OF } from "./socket-facts.js";

/** The fd table that got a socket last. */
export interface ViewedHome {
  readonly id: number;
  /** True if the process waits by polls, which also report that a peer is gone. */
  readonly waitsByPolls: boolean;
  /** True if a hang-up that was reported after the line `since` may have been that of the fd. */
  mayHaveHungUp(fd: number, since: number): boolean;
}

/**
 * A socket of the engine, with the names of core/sockets/socket-facts.ts. It is read from the engine's memory each time, and is valid while
 * an event of it is reported.
 */
export class SocketView {
  readonly id: number;
  #engine: EngineExports;
  #texts: EngineTexts;
  readonly #address: number;

  /** @param address of the socket in the engine's memory */
  constructor(engine: EngineExports, texts: EngineTexts, address: number) {
    this.#engine = engine;
    this.#texts = texts;
    this.#address = address;
    this.id = engine.socketNumber(address, NUMBER_OF.id);
  }

  get origin(): SocketFacts["origin"] {
    return ORIGINS[this.number("origin")] as SocketFacts["origin"];
  }

  get transport(): SocketFacts["transport"] {
    return TRANSPORTS[this.number("transport")] as SocketFacts["transport"];
  }

  get pid(): number | null {
    return this.pidOf("pid");
  }

  get fd(): number {
    return this.number("fd");
  }

  get local(): string | null {
    return this.text("local");
  }

  get peer(): string | null {
    return this.text("peer");
  }

  get identity(): string | null {
    return this.text("identity");
  }

  get proven(): boolean {
    return this.is("proven");
  }

  get writeShut(): boolean {
    return this.is("writeShut");
  }

  get isShuttingDown(): boolean {
    return this.is("isShuttingDown");
  }

  get hasNoRoom(): boolean {
    return this.is("hasNoRoom");
  }

  get saysMore(): boolean {
    return this.is("saysMore");
  }

  get resetsOnClose(): boolean {
    return this.is("resetsOnClose");
  }

  get mayBeTwo(): boolean {
    return this.is("mayBeTwo");
  }

  get mayLiveOn(): boolean {
    return this.is("mayLiveOn");
  }

  get hasCarried(): boolean {
    return this.is("hasCarried");
  }

  get isConnection(): boolean {
    return this.is("isConnection");
  }

  get switchedAt(): number | null {
    return this.number("switchedAt") || null;
  }

  get orders(): Orders | null {
    if (!this.is("hasOrders")) return null;
    const name = this.text("signal");
    const line = this.number("readLine");
    const seen = this.text("read") ?? "";
    return {
      signal: name === null ? null : { name, line: this.number("signalLine") },
      read: line === 0 ? null : { line, pieces: [{ seen, length: seen.length }] },
      hasFailed: this.is("hasFailed"),
    };
  }

  /** The fd table that got it last: what is asked of it, and a number that no other table has; null if none did. */
  get home(): ViewedHome | null {
    const id = this.number("home");
    if (id === 0) return null;
    const mayHaveHungUp = (fd: number, since: number): boolean => this.mayHaveHungUp(fd, since);
    return { id, waitsByPolls: this.is("homeWaitsByPolls"), mayHaveHungUp };
  }

  /** The engine has forgotten the socket, and answers nothing more. Its memory is let go, however long this object is kept. */
  protected letGo(): void {
    this.#engine = undefined as unknown as EngineExports;
    this.#texts = undefined as unknown as EngineTexts;
  }

  protected mayHaveHungUp(fd: number, since: number): boolean {
    return this.#engine.mayHaveHungUp(this.#address, fd, since) === 1;
  }

  number(which: SocketNumber): number {
    return this.#engine.socketNumber(this.#address, NUMBER_OF[which]);
  }

  is(which: SocketFlag): boolean {
    return this.#engine.socketFlag(this.#address, FLAG_OF[which]) === 1;
  }

  pidOf(which: "pid" | "lostBy"): number | null {
    const pid = this.number(which);
    return pid < 0 ? null : pid;
  }

  text(which: SocketText): string | null {
    return this.#texts.answer(this.#engine.socketText(this.#address, TEXT_OF[which]));
  }
}
