import { grouped } from "../core/text/quantities.js";

/** So many ids that are near to the one that was asked for are named. */
const NEAR = 3;

/** The ids of connections, as far as they help a user who asked for one of them. It needs the same memory however many there are. */
export class ConnectionIds {
  /** True once the id that was asked for was noted. */
  hasSeen = false;
  #count = 0;
  #near: string[] = [];

  /** @param asked such as `c3`; undefined if none was asked for */
  constructor(private readonly asked: string | undefined) {}

  note(id: string): void {
    this.#count++;
    this.hasSeen ||= id === this.asked;
    if (this.#near.includes(id)) return; // of another capture
    const wanted = numberOf(this.asked ?? "");
    this.#near.push(id);
    if (!Number.isNaN(wanted)) this.#near.sort((one, other) => distance(one, wanted) - distance(other, wanted));
    this.#near.length = Math.min(NEAR, this.#near.length);
  }

  /** `there is none`, `the only one is c1`, `there are c1 and c2`, `there are 25, and the nearest are c23, c24 and c25`. */
  get others(): string {
    const near = [...this.#near].sort((one, other) => numberOf(one) - numberOf(other));
    if (near.length === 0) return "there is none";
    if (this.#count === 1) return `the only one is ${near[0]}`;
    const named = near.length === 1 ? `${near[0]}` : `${near.slice(0, -1).join(", ")} and ${near.at(-1)}`;
    if (this.#count <= near.length) return `there are ${named}`;
    const which = Number.isNaN(numberOf(this.asked ?? "")) ? "such as" : "and near to it are";
    return `there are ${grouped(this.#count)}, ${which} ${named}`;
  }
}

function distance(id: string, wanted: number): number {
  return Math.abs(numberOf(id) - wanted);
}

function numberOf(id: string): number {
  return /^c\d+$/.test(id) ? Number(id.slice(1)) : Number.NaN;
}
