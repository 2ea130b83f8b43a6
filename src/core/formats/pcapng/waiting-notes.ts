import { plural } from "../../text/quantities.js";

/** More notes on one packet are only counted. */
const MOST = 16;

/** What is to be said of a connection, until a packet is there to say it on. */
export class WaitingNotes {
  #notes: { readonly line: number; readonly text: string }[] = [];
  #more = 0;

  get size(): number {
    return this.#notes.length;
  }

  /** @param line of the capture that it is about */
  add(line: number, text: string): void {
    if (this.#notes.length < MOST) this.#notes.push({ line, text });
    else this.#more++;
  }

  /** Those about lines up to this one; they are gone afterwards. */
  take(line: number): string[] {
    if (this.size === 0) return [];
    const taken = this.#notes.filter((note) => note.line <= line).map(({ text }) => text);
    this.#notes = this.#notes.filter((note) => note.line > line);
    if (taken.length > 0 && this.#more > 0)
      taken.push(`${plural(this.#more, "more note")} that no packet has room for`);
    if (taken.length > 0) this.#more = 0;
    return taken;
  }

  takeAll(): string[] {
    return this.take(Number.POSITIVE_INFINITY);
  }
}
