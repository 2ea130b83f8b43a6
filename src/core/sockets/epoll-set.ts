/** What is registered in all epoll sets of a process. */
export class Registered {
  /** How many fds are asked about writing: of each set, as many as it has. */
  askedWritable = 0;
  /** In how many sets each fd is. */
  readonly #setsOf = new Map<number, number>();

  add(fd: number): void {
    this.#setsOf.set(fd, (this.#setsOf.get(fd) ?? 0) + 1);
  }

  remove(fd: number): void {
    const left = (this.#setsOf.get(fd) ?? 0) - 1;
    if (left > 0) this.#setsOf.set(fd, left);
    else this.#setsOf.delete(fd);
  }

  has(fd: number): boolean {
    return this.#setsOf.has(fd);
  }
}

/**
 * Which data an epoll set reports for which fd. The kernel drops a closed fd from the set, and no line shows that. The
 * set therefore keeps one entry for each fd number: when the number is registered again, the old data goes.
 */
export class EpollSet {
  /** After so many fds all are forgotten: most of them are closed, and a hang-up of the others is taken for anybody's. */
  static readonly most = 65_536;
  readonly #fdOf = new Map<string, number>();
  readonly #dataOf = new Map<number, string>();
  readonly #askedWritable = new Set<number>();
  /** Under how many fds the process has it. */
  names = 0;

  /** @param all what is registered in all sets of the process */
  constructor(private readonly all: Registered) {}

  /** @param asksWritable the set reports each time whether the fd takes bytes */
  add(fd: number, data: string, asksWritable = false): void {
    this.remove(fd);
    if (this.#dataOf.size >= EpollSet.most) this.clear();
    if (asksWritable) {
      this.#askedWritable.add(fd);
      this.all.askedWritable++;
    }
    this.all.add(fd);
    this.#fdOf.set(data, fd);
    this.#dataOf.set(fd, data);
  }

  remove(fd: number): void {
    const data = this.#dataOf.get(fd);
    if (data === undefined) return;
    this.#dataOf.delete(fd);
    this.all.remove(fd);
    if (this.#askedWritable.delete(fd)) this.all.askedWritable--;
    if (this.#fdOf.get(data) === fd) this.#fdOf.delete(data);
  }

  /** Forgets all. */
  clear(): void {
    this.all.askedWritable -= this.#askedWritable.size;
    for (const fd of this.#dataOf.keys()) this.all.remove(fd);
    this.#fdOf.clear();
    this.#dataOf.clear();
    this.#askedWritable.clear();
  }

  /** Adds the fds of another set that this set does not have. */
  learn(other: EpollSet): void {
    for (const [fd, data] of other.#dataOf) if (!this.#dataOf.has(fd)) this.add(fd, data, other.asksWritable(fd));
  }

  /** True if the program waits for some fd to take bytes. */
  get waitsToWrite(): boolean {
    return this.#askedWritable.size > 0;
  }

  asksWritable(fd: number): boolean {
    return this.#askedWritable.has(fd);
  }

  /** True if the capture shows what data the set reports for the fd. */
  has(fd: number): boolean {
    return this.#dataOf.has(fd);
  }

  fdOf(data: string): number | undefined {
    return this.#fdOf.get(data);
  }
}
