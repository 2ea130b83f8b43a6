const EXCHANGES = 60;
/** Characters that compress badly, as those of ids do. */
const ID = 96;

/** A capture whose report is large: connections with exchanges to targets of their own, the last of each cut after writes of which the kernel took a part. */
export function largeCapture(connections: number): string {
  const lines: string[] = [];
  let [time, seed] = [1_796_086_933, 1];
  const at = (): string => {
    time += 0.0004;
    return time.toFixed(6);
  };
  const id = (): string =>
    Array.from({ length: ID / 6 }, () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed.toString(16).padStart(8, "0").slice(0, 6);
    }).join("");
  for (let connection = 0; connection < connections; connection++) {
    const peer = `10.0.${connection >> 8}.${connection & 255}:${20_000 + (connection % 40_000)}`;
    const socket = `7<TCP:[127.0.0.1:80->${peer}]>`;
    lines.push(`10 ${at()} accept4(3<TCP:[127.0.0.1:80]>, NULL, NULL, 0) = ${socket}`);
    for (let index = 1; index <= EXCHANGES; index++) {
      const isLast = index === EXCHANGES;
      const target = `/files/${id()}`;
      const head = `HTTP/1.1 200 OK\\r\\nContent-Length: ${isLast ? 50_000 : 20}\\r\\n\\r\\n`;
      const written = head.length - 6 + 20;
      lines.push(`10 ${at()} read(${socket}, "GET ${target} HTTP/1.1\\r\\n\\r\\n", 8192) = ${target.length + 17}`);
      lines.push(`10 ${at()} write(${socket}, "${head}${"x".repeat(20)}", ${written}) = ${written}`);
      for (let call = 0; isLast && call < 20; call++) {
        lines.push(`10 ${at()} write(${socket}, "${id()}"..., 9000) = ${ID}`);
      }
    }
    lines.push(`10 ${at()} close(${socket}) = 0`);
  }
  return `${lines.join("\n")}\n`;
}
