/** Requests in the order in which they were read. */
import { create, destroy } from "../heap/allocate";
import { keep, letGo } from "../heap/counted";
import { createList, destroyList, List } from "../heap/list";
import { Request } from "./request";

/** So many places of requests that were taken out are closed at once: a place at a time would take the square of the time. */
const MOST_FREE: i32 = 64;

@unmanaged
export class RequestQueue {
  all: List<Request>;
  /** Where the oldest one stands. */
  private first: i32;

  get count(): i32 {
    return this.all.length - this.first;
  }

  at(index: i32): Request {
    return this.all.at(this.first + index);
  }

  get oldest(): Request | null {
    return this.count === 0 ? null : this.at(0);
  }

  get latest(): Request | null {
    return this.count === 0 ? null : this.at(this.count - 1);
  }

  push(request: Request): void {
    this.all.push(keep<Request>(request));
  }

  /** Takes the oldest one out: unless it is kept, it is there until the line ends. */
  takeOldest(): Request | null {
    const oldest = this.oldest;
    if (!oldest) return null;
    this.first++;
    letGo(oldest);
    if (this.count === 0) this.forgetAll();
    else if (this.first >= MOST_FREE && this.first >= this.count) this.closeUp();
    return oldest;
  }

  /** It is the oldest one again. */
  putBack(request: Request): void {
    if (this.first > 0) this.first--;
    else this.makeRoomInFront();
    this.all.put(this.first, keep<Request>(request));
  }

  clear(): void {
    for (let index = 0; index < this.count; index++) letGo(this.at(index));
    this.forgetAll();
  }

  destroy(): void {
    this.clear();
    destroyList<Request>(this.all);
    destroy<RequestQueue>(this);
  }

  private forgetAll(): void {
    this.first = 0;
    this.all.cut(0);
  }

  private closeUp(): void {
    const count = this.count;
    for (let index = 0; index < count; index++) this.all.put(index, this.at(index));
    this.all.cut(count);
    this.first = 0;
  }

  private makeRoomInFront(): void {
    const count = this.all.length;
    if (count === 0) this.all.push(changetype<Request>(0));
    else this.all.push(this.all.at(count - 1));
    for (let index = count - 1; index > 0; index--) this.all.put(index, this.all.at(index - 1));
  }
}

export function createQueue(): RequestQueue {
  const queue = create<RequestQueue>();
  queue.all = createList<Request>();
  return queue;
}
