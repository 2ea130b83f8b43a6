/**
 * Which data an epoll set reports for which fd. Holds one entry an fd, however often its number is used
 * again: the kernel drops a closed fd from the set by itself, and no line says so.
 */
export class EpollSet {
  readonly #fdOf = new Map<string, number>();
  readonly #dataOf = new Map<number, string>();

  add(fd: number, data: string): void {
    this.remove(fd);
    this.#fdOf.set(data, fd);
    this.#dataOf.set(fd, data);
  }

  remove(fd: number): void {
    const data = this.#dataOf.get(fd);
    this.#dataOf.delete(fd);
    if (data !== undefined && this.#fdOf.get(data) === fd) this.#fdOf.delete(data);
  }

  copy(): EpollSet {
    const copy = new EpollSet();
    copy.learn(this);
    return copy;
  }

  /** Takes over what another one watches, and this one does not. */
  learn(other: EpollSet): void {
    for (const [fd, data] of other.#dataOf) if (!this.#dataOf.has(fd)) this.add(fd, data);
  }

  fdOf(data: string): number | undefined {
    return this.#fdOf.get(data);
  }
}
