import { join } from "node:path";
import type { Lab, Server } from "../../server.js";
import { app, handled, streamed } from "../../server.js";
import { program } from "../lab-program.js";

/** The version of a Perl module. */
const version = (module: string): readonly string[] => [
  "perl",
  `-M${module}`,
  "-e",
  `print "${module} ", ${module}->VERSION`,
];

const { continue: _unanswered, ...features } = handled;

/** A server of Plack that runs app.psgi. */
const plack = (name: string, args: (lab: Lab) => readonly string[], own: Server["features"] = {}): Server => ({
  name,
  program: "plackup",
  test: `perl -MPlack::Handler::${name} -e 1`,
  version: version(name),
  command: (lab) => ["plackup", "-E", "deployment", "-s", name, ...args(lab), program("app.psgi")],
  features: {
    ...features,
    "until-close": { target: "/15000000/chunked" },
    broken: { target: "/15000000/die" },
    ...own,
  },
});

const listen = ({ port }: Lab): readonly string[] => ["--host", "127.0.0.1", "--port", String(port)];

export const starman = plack("Starman", (lab) => [...listen(lab), "--workers", "5"], { continue: app.small });
export const starlet = plack("Starlet", (lab) => [...listen(lab), "--max-workers", "10"]);
export const twiggy = plack("Twiggy", listen);
export const feersum = plack("Feersum", (lab) => ["--listen", `127.0.0.1:${lab.port}`]);

export const httpDaemon: Server = {
  name: "HTTP::Daemon",
  program: "perl",
  test: "perl -MHTTP::Daemon -e 1",
  version: version("HTTP::Daemon"),
  command: ({ folder, port }) => ["perl", program("http-daemon.pl"), String(port), join(folder, "files")],
  servesFiles: true,
  features: { ...handled, "until-close": { target: "/15000000/chunked" } },
};

const mojo: Server = {
  name: "Mojolicious, daemon",
  program: "hypnotoad",
  version: version("Mojolicious"),
  command: ({ port }) => ["perl", program("mojo.pl"), "daemon", "-m", "production", "-l", `http://127.0.0.1:${port}`],
  features: {
    ...app,
    ...streamed,
    upload: app.small,
    continue: app.small,
    chunked: { target: "/15000000/chunked" },
    short: { target: "/15000000/short" },
  },
};
export const mojoDaemon = mojo;
export const hypnotoad: Server = {
  ...mojo,
  name: "Mojolicious, hypnotoad",
  command: ({ folder, port }) => [
    ...["env", `LAB_PORT=${port}`, `LAB_PID=${folder}/hypnotoad.pid`, "hypnotoad", "-f", program("mojo.pl")],
  ],
};
