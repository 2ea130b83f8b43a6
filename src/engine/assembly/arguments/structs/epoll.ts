/** Epoll sets: what the calls on them say. */
export { EpollOperation, epollChange } from "./epoll-change";
export { epollEvents, reportsMore, setOfText } from "./epoll-events";
