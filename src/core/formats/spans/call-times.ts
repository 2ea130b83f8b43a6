import type { WaitingTexts } from "../waiting-texts.js";

/** When a call on a connection ran. Its times are on whatever scale the format has. */
export interface CallTime {
  /** The line on which it begins. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** Whether it moved bytes, or tried to, or ended a direction. */
  readonly does: "read" | "write" | "end" | "other";
  /** True for a write of which the kernel refused at least a part. */
  readonly isRefused: boolean;
  /** The lane of its connection on which it is shown; 0 if there is only one. */
  readonly lane: number;
}

/** Keeps when the calls of each connection ran, until its exchanges come. */
export class CallTimes {
  #begun = 0;

  constructor(private readonly waiting: WaitingTexts) {}

  /** A capture begins: ids of connections start again. */
  begin(): void {
    this.#begun++;
  }

  add(connection: string, { line, from, to, does, isRefused, lane }: CallTime): void {
    this.waiting.add(this.#key(connection), `${line} ${from} ${to} ${does} ${isRefused ? 1 : 0} ${lane}`);
  }

  /** Those of a connection that is over, in the order in which they were added. */
  *take(connection: string): Generator<CallTime> {
    for (const text of this.waiting.take(this.#key(connection))) yield callTimeOf(text);
  }

  #key(connection: string): string {
    return `${this.#begun} ${connection}`;
  }
}

function callTimeOf(text: string): CallTime {
  const [line, from, to, does, isRefused, lane] = text.split(" ");
  return {
    ...{ line: Number(line), from: Number(from), to: Number(to), does: does as CallTime["does"] },
    ...{ isRefused: isRefused === "1", lane: Number(lane) },
  };
}
