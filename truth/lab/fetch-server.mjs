// The same program for Bun.serve and Deno.serve. /BYTES, /BYTES/MODE with MODE chunked, broken, unread, paused; /204, /304;
// /COUNT/events, and /COUNT/dies, whose stream fails after half of them.
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A stream of what a generator yields, pulled as the client reads. */
const stream = (parts) =>
  new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });

async function* pieces(body, mode) {
  for (let at = 0; at < body.length; at += 100_000) {
    if (mode === "broken" && at >= body.length / 2) throw new Error("broken");
    if (mode === "paused" && at > 0) await wait(300);
    yield body.subarray(at, at + 100_000);
  }
}

async function* events(count, mode) {
  for (let sent = 0; sent < count; sent++) {
    if (mode === "dies" && sent >= count / 2) throw new Error("dies");
    yield new TextEncoder().encode(`data: ${"e".repeat(92)}\n\n`);
    await wait(20);
  }
}

async function answer(request) {
  const [first, mode] = new URL(request.url).pathname.split("/").slice(1);
  if (mode !== "unread") await request.arrayBuffer();
  if (first === "204" || first === "304") return new Response(null, { status: Number(first) });
  if (!/^\d+$/.test(first)) return new Response("not found", { status: 404 });
  if (mode === "events" || mode === "dies") {
    const fields = { "Content-Type": "text/event-stream" };
    return new Response(stream(events(Number(first), mode)), { headers: fields });
  }
  const body = new Uint8Array(Number(first)).fill(46);
  if (["chunked", "broken", "paused"].includes(mode)) return new Response(stream(pieces(body, mode)));
  return new Response(body);
}

const [port] = process.argv.slice(2).map(Number);
if (globalThis.Bun)
  globalThis.Bun.serve({
    port,
    hostname: "127.0.0.1",
    fetch: answer,
    error: () => new Response("failed", { status: 500 }),
  });
else globalThis.Deno.serve({ port, hostname: "127.0.0.1" }, answer);
