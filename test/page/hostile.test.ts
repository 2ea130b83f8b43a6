import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { unflushed } from "../cli/run.js";
import { temporaryFolder } from "../temporary-folder.js";
import { captureOf, linesIn, reportBrowser } from "./report-page.js";

const { open, reportOf } = reportBrowser();

/** Each would do something if it were anything but text. */
const HOSTILE = [
  "<script>alert(1)</script>",
  "</script><script>alert(2)</script>",
  "\"'><img/src=x/onerror=alert(3)>",
  "javascript:alert(4)",
  "/\u2028alert(5)\u2029",
  "/\u202egpj.exe\u2066",
  "/\u001b]0;x\u0007",
  "--><svg/onload=alert(6)>",
];
const LONG = `/${"a".repeat(1_000_000)}`;

/** The bytes of a text as strace prints them. */
const straced = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) =>
      byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c
        ? `\\${byte.toString(8).padStart(3, "0")}`
        : String.fromCharCode(byte),
    )
    .join("");

/** Responses that are cut short, to requests for such targets, on sockets with such names, with such headers. */
function hostileCapture(): string {
  const lines = [...HOSTILE, LONG].flatMap((target, index) => {
    const name = target === LONG ? "/run/long" : `/run/${straced(target)}`;
    const socket = `7<UNIX-STREAM:[${index + 2}->${index + 20},"${name}"]>`;
    const request = `GET ${target} HTTP/1.1\r\nX: ${target.slice(0, 50)}\r\n\r\n`;
    const response = `HTTP/1.1 200 OK\r\nX: ${target.slice(0, 50)}\r\nContent-Length: 9\r\n\r\nhello`;
    const [asked, answered] = [Buffer.byteLength(request), Buffer.byteLength(response)];
    return [
      `10 accept4(3<UNIX-STREAM:[1,"/run/l"]>, NULL, NULL, 0) = ${socket}`,
      `10 read(${socket}, "${straced(request)}", 2000000) = ${asked}`,
      `10 write(${socket}, "${straced(response)}", ${answered + 4}) = ${answered}`,
      `10 close(${socket}) = 0`,
    ];
  });
  return `${lines.join("\n")}\n`;
}

/** A report of it, in a file whose path would do something as well. */
async function hostileReport(): Promise<string> {
  const folder = join(temporaryFolder(), '"><img src=x onerror=alert(7)><');
  mkdirSync(folder);
  const capture = join(folder, "script>alert(8)\u202e.strace");
  writeFileSync(capture, hostileCapture(), "latin1");
  return reportOf(capture);
}

const VIOLATIONS = `document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
  console.error("violation: " + violatedDirective + " " + blockedURI);
});`;

describe("a capture that is full of markup", () => {
  test("runs nothing, asks for nothing, and breaks no policy, on any page of its report", async () => {
    const { page } = await open(await hostileReport(), "", { javaScriptEnabled: true });
    await page.addInitScript(VIOLATIONS);
    const { requests, problems } = await collect(page);
    for (let index = 0; index <= HOSTILE.length; index++) {
      await page.evaluate(`location.hash = "#c${index + 1}.0"`);
      await page.locator(".finding").waitFor();
      await page.click("text=Copy as Markdown");
    }
    expect({ requests, problems }).toEqual({ requests: [], problems: [] });
    expect(await page.locator("img, iframe, object, embed, svg[onload], body script:not([type])").count()).toBe(0);
    expect(await page.locator("a:not([href^='#'])").count()).toBe(0);

    /** Loads it anew, with the listener in it. */
    async function collect(shown: typeof page): Promise<{ requests: string[]; problems: string[] }> {
      const seen = { requests: [] as string[], problems: [] as string[] };
      shown.on("request", (request) => {
        if (!request.isNavigationRequest()) seen.requests.push(request.url());
      });
      shown.on("console", (message) => {
        if (message.type() === "error") seen.problems.push(message.text());
      });
      shown.on("pageerror", ({ message }) => seen.problems.push(message));
      shown.on("dialog", (dialog) => seen.problems.push(dialog.message()));
      await shown.reload();
      await shown.locator("#exchanges").waitFor();
      return seen;
    }
  });

  test("is shown as text: what would hide or turn it stands as its number", async () => {
    const { page } = await open(await hostileReport());
    const shown = (await page.textContent("#exchanges")) ?? "";
    expect(shown).toContain("GET <script>alert(1)</script>");
    expect(shown).toContain("GET \"'><img/src=x/onerror=alert(3)>");
    expect(shown).toContain("/\\xe2\\x80\\xaegpj.exe"); // as the command line shows it
    expect(shown).toContain("GET /\\x1b]0;x\\x07");
    expect(await page.textContent(".captures")).toContain("script>alert(8)\\x202e.strace");
    expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });

  test("is shortened when it is very long, with its length", async () => {
    const { page } = await open(await hostileReport());
    const row = page.locator("#exchanges tbody tr", { hasText: "aaaa" });
    expect(await row.textContent()).toContain("(1,000,005 characters)");
    expect(((await row.textContent()) ?? "").length).toBeLessThan(500);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  });

  test("cannot end the element that holds the records", async () => {
    const html = readFileSync(await hostileReport(), "utf8");
    const [, records = ""] = /<script type="application\/octet-stream" id="records">([^<]*)<\/script>/.exec(html) ?? [];
    expect(records).toMatch(/^[A-Za-z0-9+/=\s]+$/);
    expect(html.match(/<script/g)).toHaveLength(
      2 + (html.split('<script type="module">')[1]?.match(/<script/g) ?? []).length,
    );
  });
});

test("UTF-8 is shown as its letters, and found by them", async () => {
  const socket = '7<UNIX-STREAM:[2->3,"/run/server.sock"]>';
  const request = `GET /m\\303\\274ller/\\377 HTTP/1.1\\r\\n\\r\\n`;
  const lines = [
    `10 accept4(3<UNIX-STREAM:[1,"/run/server.sock"]>, NULL, NULL, 0) = ${socket}`,
    `10 read(${socket}, "${request}", 8192) = 28`,
    `10 write(${socket}, "HTTP/1.1 200 OK\\r\\nContent-Length: 90\\r\\n\\r\\nbody", 130) = 43`,
    `10 close(${socket}) = 0`,
  ];
  const { page } = await open(await reportOf(captureOf(`${lines.join("\n")}\n`)));
  const row = page.locator("#exchanges tbody tr:not(.spacer)");
  expect(await row.textContent()).toContain("GET /müller/\\xff");
  for (const filter of ["müller", "target=/mü*"]) {
    await page.fill(".filter input[type=text]", filter);
    expect(await row.count()).toBe(1);
  }
  await page.fill(".filter input[type=text]", "target=/Ã*");
  await expect.poll(() => row.count()).toBe(0);
  await page.evaluate('location.hash = "#c1.0"');
  expect(await page.textContent("h1:visible")).toBe("GET /müller/\\xff -> 200");
});

test("a report of a scrubbed capture holds none of the targets, addresses or bodies", async () => {
  const folder = temporaryFolder();
  const secret = "/accounts/4711/statement";
  const socket = '7<UNIX-STREAM:[2->3,"/run/secret.sock"]>';
  writeFileSync(
    join(folder, "a.strace"),
    [
      `10 accept4(3<UNIX-STREAM:[1,"/run/secret.sock"]>, NULL, NULL, 0) = ${socket}`,
      `10 read(${socket}, "GET ${secret} HTTP/1.1\\r\\nCookie: k=secret\\r\\n\\r\\n", 8192) = ${secret.length + 36}`,
      `10 write(${socket}, "HTTP/1.1 200 OK\\r\\nContent-Length: 90\\r\\n\\r\\nsecret body", 130) = 52`,
      `10 close(${socket}) = 0`,
      "",
    ].join("\n"),
  );
  const scrubbed = await unflushed(["scrub", join(folder, "a.strace")]);
  writeFileSync(join(folder, "b.strace"), scrubbed.stdout);
  const textOf = async (name: string): Promise<string> => JSON.stringify(linesIn(await reportOf(join(folder, name))));
  const [before, after] = [await textOf("a.strace"), await textOf("b.strace")];
  expect(before).toContain(secret);
  expect(after).toContain('"rule":"close-outstanding"');
  for (const text of ["accounts", "4711", "statement", "secret"]) expect(after).not.toContain(text);
});
