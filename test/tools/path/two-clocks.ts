/** Losses that a proxy passed on, as its capture shows them and as the server's does, whose host has a clock of its own (strace -f -tt -yy). */
export interface TwoClocks {
  /** Seconds by which the server's clock is behind. */
  readonly skew: number;
  readonly losses: number;
  /** Seconds after which the proxy reads on, in the middle of each response; 0 if it does at once. */
  readonly pause?: number;
}

const HEAD = String.raw`"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n..."...`;
const FLAGS = "# strace -f -tt -yy -s 4096 -e trace=network,desc,process";
const NOON = 12 * 3600;

function timeOfDay(seconds: number): string {
  return (
    new Date(Math.round(seconds * 1e6) / 1e3).toISOString().slice(11, 23) +
    String(Math.round(seconds * 1e6) % 1000).padStart(3, "0")
  );
}

/** The two captures: the proxy's and the server's. */
export function twoClocks({ skew, losses, pause = 0 }: TwoClocks): readonly [string, string] {
  const proxy = [FLAGS];
  const server = [FLAGS];
  for (let loss = 0; loss < losses; loss++) {
    const from = NOON + loss * (1 + pause);
    const [down, port] = [5000 + loss, 6000 + loss];
    const here = (after: number) => `10 ${timeOfDay(from + after)}`;
    const there = (after: number) => `20 ${timeOfDay(from + after - skew)}`;
    const client = `7<TCP:[127.0.0.1:8080->127.0.0.1:${down}]>`;
    const up = `5<TCP:[127.0.0.1:${port}->127.0.0.1:9000]>`;
    const accepted = `8<TCP:[127.0.0.1:9000->127.0.0.1:${port}]>`;
    const request = `"GET /${loss} HTTP/1.1\\r\\n\\r\\n"`;
    const size = `GET /${loss} HTTP/1.1....`.length;
    const accept = (listener: string, peer: number, fd: string) =>
      `accept4(${listener}, {sa_family=AF_INET, sin_port=htons(${peer}), sin_addr=inet_addr("127.0.0.1")}, [16], SOCK_CLOEXEC) = ${fd}`;
    proxy.push(
      `${here(0)} ${accept("3<TCP:[127.0.0.1:8080]>", down, client)}`,
      `${here(0.001)} recvfrom(${client}, ${request}, 8192, 0, NULL, NULL) = ${size}`,
      `${here(0.002)} socket(AF_INET, SOCK_STREAM, 0) = 5<TCP:[100]>`,
      `${here(0.003)} connect(5<TCP:[100]>, {sa_family=AF_INET, sin_port=htons(9000), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`,
      `${here(0.004)} sendto(${up}, ${request}, ${size}, 0, NULL, 0) = ${size}`,
      `${here(0.009)} recvfrom(${up}, ${HEAD}, 8192, 0, NULL, NULL) = 141`,
      `${here(0.01)} sendto(${client}, ${HEAD}, 141, 0, NULL, 0) = 141`,
      `${here(0.011 + pause)} recvfrom(${up}, "", 8192, 0, NULL, NULL) = 0`,
      `${here(0.012 + pause)} close(${up}) = 0`,
      `${here(0.013 + pause)} close(${client}) = 0`,
    );
    server.push(
      `${there(0.005)} ${accept("4<TCP:[127.0.0.1:9000]>", port, accepted)}`,
      `${there(0.006)} read(${accepted}, ${request}, 8192) = ${size}`,
      `${there(0.007)} write(${accepted}, ${HEAD}, 1041) = 141`,
      `${there(0.008)} close(${accepted}) = 0`,
    );
  }
  return [`${proxy.join("\n")}\n`, `${server.join("\n")}\n`];
}
