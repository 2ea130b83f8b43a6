/** What kinds of sockets there are. The host knows the same words in the same order. */

/** How the program got a socket. A `Seen` socket was open before the capture began. */
export enum Origin {
  Accept,
  Connect,
  Socket,
  Socketpair,
  Seen,
}

export enum Transport {
  Tcp,
  Unix,
  Unknown,
}
