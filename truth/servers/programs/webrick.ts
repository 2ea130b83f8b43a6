import { join } from "node:path";
import type { Server } from "../../server.js";
import { handled } from "../../server.js";
import { program } from "../lab-program.js";

export const webrick: Server = {
  name: "WEBrick",
  program: "ruby",
  test: "ruby -rwebrick -e 1",
  version: ["ruby", "-rwebrick", "-e", "puts WEBrick::VERSION"],
  command: ({ folder, port }) => ["ruby", program("webrick.rb"), String(port), join(folder, "files")],
  features: {
    ...handled,
    big: { target: "/files/15000000" },
    range: { target: "/files/1000" },
    video: { target: "/files/15000000" },
    "until-close": { target: "/15000000/chunked" },
    broken: { target: "/15000000/raise" },
  },
  servesFiles: true,
};
