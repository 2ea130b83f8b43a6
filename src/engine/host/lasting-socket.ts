import type { EngineTexts } from "./engine-texts.js";
import type { EngineExports } from "./load.js";
import { FLAGS, NUMBERS, type SocketFlag, type SocketNumber, type SocketText, TEXTS } from "./socket-facts.js";
import { SocketView } from "./socket-view.js";

/** What was known of a socket at last. */
interface LastFacts {
  readonly numbers: ReadonlyMap<SocketNumber, number>;
  readonly flags: ReadonlySet<SocketFlag>;
  readonly texts: ReadonlyMap<SocketText, string | null>;
}

/** A socket that can be asked as long as anyone wants: what the engine has forgotten says what it said last. */
export class LastingSocket extends SocketView {
  /** Undefined until it is forgotten. */
  #last?: LastFacts;

  /** The engine is about to forget it, and has forgotten the table that it was in. */
  end(): void {
    this.#last = {
      numbers: new Map(NUMBERS.map((which) => [which, which === "home" ? 0 : this.number(which)])),
      flags: new Set(FLAGS.filter((which) => which !== "homeWaitsByPolls" && this.is(which))),
      texts: new Map(TEXTS.map((which) => [which, this.text(which)])),
    };
    this.letGo();
  }

  override number(which: SocketNumber): number {
    return this.#last ? (this.#last.numbers.get(which) as number) : super.number(which);
  }

  override is(which: SocketFlag): boolean {
    return this.#last ? this.#last.flags.has(which) : super.is(which);
  }

  override text(which: SocketText): string | null {
    return this.#last ? (this.#last.texts.get(which) ?? null) : super.text(which);
  }

  protected override mayHaveHungUp(fd: number, since: number): boolean {
    return !this.#last && super.mayHaveHungUp(fd, since);
  }
}

/** The sockets of which an event was reported: each is one object until the engine forgets it. */
export class LastingSockets {
  readonly #open = new Map<number, LastingSocket>();

  constructor(
    private readonly engine: EngineExports,
    private readonly texts: EngineTexts,
  ) {}

  get size(): number {
    return this.#open.size;
  }

  /** The socket at an address of the engine. */
  at(address: number): LastingSocket {
    const known = this.#open.get(address);
    if (known) return known;
    const fresh = new LastingSocket(this.engine, this.texts, address);
    this.#open.set(address, fresh);
    return fresh;
  }

  /** It is about to be forgotten. */
  end(address: number): void {
    this.#open.get(address)?.end();
    this.#open.delete(address);
  }
}
