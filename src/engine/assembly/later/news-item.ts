/** A mark that a socket has to learn of. */
import { destroy } from "../heap/allocate";
import { Counted, createCounted, keep, letGo } from "../heap/counted";
import { Mark } from "./mark";

/** In place of an fd, if the mark is not about fds. */
export const NO_FD: f64 = -1;

@unmanaged
export class News extends Counted {
  /** Under which of the socket's numbers, if the mark is about fds. */
  fd: f64;
  mark: Mark;
  /** The next one of the same socket. */
  next: News | null;
}

/** It is about a mark, and one fd of the socket or NO_FD. Nothing keeps it yet. */
export function createNewsItem(mark: Mark, fd: f64): News {
  const news = createCounted<News>(destroyNewsItem);
  news.mark = keep<Mark>(mark);
  news.fd = fd;
  return news;
}

function destroyNewsItem(address: usize): void {
  const news = changetype<News>(address);
  letGo(news.mark);
  destroy<News>(news);
}
