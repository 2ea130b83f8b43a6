import * as made from "../../conversations.js";
import { serverOf } from "../../conversations.js";

const FINISHED = made.tlsRecord(20, "\x01") + made.tlsRecord(22, "f".repeat(40));
const ANSWER = made.tlsRecord(23, "x".repeat(500));

/** A TLS server that closes within a record: 300 of its 500 bytes are outstanding. */
export const cutTls = (host: string): string =>
  serverOf(
    ["read", made.clientHello(host, ["http/1.1"])],
    ["write", made.serverHello("http/1.1")],
    ["read", FINISHED + made.tlsRecord(23, "q".repeat(60))],
    ["write", FINISHED + ANSWER],
    ["write", ANSWER.slice(0, 205)],
  );

/** An application whose body has 9 bytes of 99. */
export const shortFastcgi = (target: string): string =>
  serverOf(
    [
      "read",
      made.fastcgiRecord(1, "\0\x01\0\0\0\0\0\0") +
        made.fastcgiRecord(4, made.params({ REQUEST_METHOD: "GET", REQUEST_URI: target })) +
        made.fastcgiRecord(4, "") +
        made.fastcgiRecord(5, ""),
    ],
    [
      "write",
      made.fastcgiRecord(6, "Status: 200 OK\r\nContent-Length: 99\r\n\r\n123456789") +
        made.fastcgiRecord(6, "") +
        made.fastcgiRecord(3, "\0\0\0\0\0\0\0\0"),
    ],
  );

/** Two streams of HTTP/2: one is whole, and the connection ends within a frame of the other. */
export const cutHttp2 = (): string => {
  const { DATA, END_HEADERS, END_STREAM, HEADERS, SETTINGS, headerBlock, http2Frame } = made;
  const ask = (stream: number, path: string): string => {
    const block = headerBlock(
      [
        [":method", "GET"],
        [":scheme", "http"],
        [":path", path],
      ],
      true,
    );
    return http2Frame(HEADERS, END_HEADERS | END_STREAM, stream, block);
  };
  const answer = (stream: number): string =>
    http2Frame(
      HEADERS,
      END_HEADERS,
      stream,
      headerBlock(
        [
          [":status", "200"],
          ["content-length", "99"],
        ],
        false,
      ),
    );
  return serverOf(
    ["read", made.PREFACE + http2Frame(SETTINGS, 0, 0, "") + ask(1, "/whole") + ask(3, "/cut")],
    ["write", http2Frame(SETTINGS, 0, 0, "") + answer(1) + answer(3)],
    ["write", http2Frame(DATA, END_STREAM, 1, "x".repeat(99))],
    ["write", http2Frame(DATA, END_STREAM, 3, "x".repeat(99)).slice(0, 50)],
  );
};

/** A WebSocket that ends within a frame. */
export const cutWebSocket = (): string =>
  serverOf(
    ["read", "GET /chat HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"],
    ["write", "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"],
    ["write", made.webSocketFrame(2, "y".repeat(200)).slice(0, 104)],
  );

/** Redis: a value of 99 bytes, of which 4 come. */
export const cutReply = (): string => serverOf(["read", "*2\r\n$3\r\nGET\r\n$1\r\nk\r\n"], ["write", "$99\r\nabcd"]);
