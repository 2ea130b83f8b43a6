import { expect, test } from "vitest";
import { same } from "./same.js";

const HELLO = '"HTTP/1.1 200 OK\\r\\n\\r\\nhello", 24';
const PASS = "{msg_iov=[], msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[3]}]}";

test.each([
  [
    "whose write is under way when its thread begins another call",
    1,
    [
      "accept(3, NULL, NULL) = 7",
      `write(7, ${HELLO} <unfinished ...>`,
      'write(9, "x", 1 <unfinished ...>',
      "close(7) = 0",
      "<... write resumed>) = 1",
    ],
  ],
  [
    "whose read returns after another thread has closed it",
    2,
    [
      "10 accept(3, NULL, NULL) = 7",
      `10 write(7, ${HELLO}) = 24`,
      "11 read(7,  <unfinished ...>",
      "10 close(7) = 0",
      "10 accept(3, NULL, NULL) = 7",
      '11 <... read resumed>"", 8192) = 0',
    ],
  ],
  [
    "whose process exits in a write, if lines have no pids",
    2, // what is written afterwards is not its process's
    [
      "accept(3, NULL, NULL) = 7",
      "write(7,  <unfinished ...>",
      "exit_group(0) = ?",
      `<... write resumed>${HELLO}) = 24`,
    ],
  ],
  [
    "whose sendfile belongs to a thread that is not known any more",
    1,
    [
      "clone(child_stack=NULL, flags=CLONE_FILES|SIGCHLD) = 10",
      `write(7<TCP:[127.0.0.1:80->127.0.0.1:5]>, ${HELLO}) = 24`,
      "+++ exited with 0 +++",
      "sendfile(7<TCP:[127.0.0.1:80->127.0.0.1:5]>,  <unfinished ...>",
      "clone(child_stack=NULL, flags=CLONE_FILES|SIGCHLD) = 11",
      "<... sendfile resumed>3</srv/x>, NULL, 9) = 9",
    ],
  ],
  [
    "whose number comes back to a process that lines without pids hide",
    2,
    [
      `sendmsg(3, ${PASS}, 0) = 0`,
      "clone(child_stack=NULL, flags=SIGCHLD) = 14",
      "exit_group( <unfinished ...>",
      "setsockopt( <unfinished ...>",
      "<... setsockopt resumed>3, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8) = 0",
      "write(3,  <unfinished ...>",
      "<... exit_group resumed>0) = ?",
      `<... write resumed>${HELLO}) = 24`,
      "clone(child_stack=NULL, flags=CLONE_FILES|SIGCHLD) = 14",
      `sendto(3, ${HELLO}, 0, NULL, 0) = -1 EAGAIN (Resource temporarily unavailable)`,
    ],
  ],
])("a connection is reported once, %s", (_which, connections, lines) => {
  expect(same(lines.map((line) => `${line}\n`).join("")).connections).toBe(connections);
});
