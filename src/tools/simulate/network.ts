import type { ServerParameters } from "./parameters.js";
import type { PrintedPeer } from "./strace/strace-calls.js";
import type { PrintedFd } from "./strace/strace-text.js";

const PATH = "/run/server.sock";
const PORT = 8123;
const FIRST_CLIENT_PORT = 43_356;
const FIRST_INODE = 416_280;

export const EPOLL: PrintedFd = { number: 3, y: "anon_inode:[eventpoll]", yy: "anon_inode:[eventpoll]" };
export const EVENTFD: PrintedFd = { number: 4, y: "anon_inode:[eventfd]", yy: "anon_inode:[eventfd]" };
/** A duplicate of the epoll fd, which tokio uses for epoll_ctl. */
export const EPOLL_CONTROL: PrintedFd = { ...EPOLL, number: 5 };
export const LISTENER_NUMBER = 6;

/** The listening socket before and after bind. */
export function listener({ transport }: ServerParameters, state: "new" | "bound"): PrintedFd {
  const inode = `socket:[${FIRST_INODE}]`;
  const bound = transport === "tcp" ? `127.0.0.1:${PORT}` : `${FIRST_INODE},"${PATH}"`;
  const name = transport === "tcp" ? "TCP" : "UNIX-STREAM";
  return { number: LISTENER_NUMBER, y: inode, yy: `${name}:[${state === "new" ? FIRST_INODE : bound}]` };
}

/** The socket of the connection with this index, with the fd number that the kernel gave it. */
export function connected(
  { transport }: ServerParameters,
  index: number,
  number: number,
): { fd: PrintedFd; peer: PrintedPeer } {
  const inode = FIRST_INODE + 114 + 2 * index;
  const y = `socket:[${inode}]`;
  if (transport === "unix") {
    const yy = `UNIX-STREAM:[${inode}->${inode - 1},"${PATH}"]`;
    return { fd: { number, y, yy }, peer: { address: "{sa_family=AF_UNIX}", lengths: "110 => 2" } };
  }
  const port = FIRST_CLIENT_PORT + 2 * index;
  const address = `{sa_family=AF_INET, sin_port=htons(${port}), sin_addr=inet_addr("127.0.0.1")}`;
  const yy = `TCP:[127.0.0.1:${PORT}->127.0.0.1:${port}]`;
  return { fd: { number, y, yy }, peer: { address, lengths: "128 => 16" } };
}

/** The arguments of socket and bind, and the size of the address buffer of accept4. */
export function socketArguments({ transport }: ServerParameters): { domain: string; address: string; room: number } {
  return transport === "tcp"
    ? {
        domain: "AF_INET, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK, IPPROTO_IP",
        address: `{sa_family=AF_INET, sin_port=htons(${PORT}), sin_addr=inet_addr("127.0.0.1")}, 16`,
        room: 128,
      }
    : {
        domain: "AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK, 0",
        address: `{sa_family=AF_UNIX, sun_path="${PATH}"}, ${PATH.length + 3}`,
        room: 110,
      };
}
