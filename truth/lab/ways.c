/* One connection a thread. /BYTES/WAY answers with Content-Length, or in chunks, and sends the body in that way; /BYTES/WAY/cut
 * stops after half of it, and closes. WAY is one of `ways`. Argument: port. */
#define _GNU_SOURCE
#include "ways.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

char *bytes;
int file;

int all(int fd, const char *from, size_t size, int flags) {
  while (size > 0) {
    ssize_t sent = send(fd, from, size, flags | MSG_NOSIGNAL);
    if (sent < 0) return -1;
    from += sent, size -= sent;
  }
  return 0;
}

static const struct { const char *name; void (*send)(struct answer *); } ways[] = {
    {"plain", plain},         {"more", more},         {"cork", cork},           {"vector", vector},
    {"messages", messages},   {"sendfile", file_sent}, {"splice", spliced},     {"vmsplice", mapped},
    {"zerocopy", zerocopy},   {"child", child},       {"duplicate", duplicate}, {"ring", ring},
    {"trickled", trickled},   {"pwritev2", at_nowhere}, {"threads", threads},
    {"polled", polled},       {"interrupted", interrupted}, {"timed", timed},   {"linger", linger},
    {"chunks", chunks},       {"chunkfile", chunks_of_file},
};

static void *serve(void *given) {
  struct answer to = {.socket = (int)(intptr_t)given};
  char request[4096], way[32], tail[8] = "";
  size_t length = 0, declared = 0;
  for (;;) {
    ssize_t got = recv(to.socket, request + length, sizeof request - 1 - length, 0);
    if (got <= 0) break;
    request[length += got] = 0;
    if (!strstr(request, "\r\n\r\n")) continue;
    if (sscanf(request, "GET /%zu/%31[a-z0-9]/%7[a-z]", &declared, way, tail) < 2 || declared > MOST) break;
    to.size = *tail ? declared / 2 : declared;
    to.is_cut = *tail;
    to.head_size = strncmp(way, "chunk", 5)
                       ? snprintf(to.head, sizeof to.head, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", declared)
                       : snprintf(to.head, sizeof to.head, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (size_t at = 0; at < sizeof ways / sizeof *ways; at++)
      if (!strcmp(ways[at].name, way)) ways[at].send(&to);
    if (*tail) break;
    length = 0;
  }
  close(to.socket);
  return NULL;
}

int main(int count, char **words) {
  signal(SIGPIPE, SIG_IGN);
  int on = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  here.sin_port = htons(count > 1 ? atoi(words[1]) : 0);
  file = memfd_create("body", MFD_CLOEXEC);
  if (ftruncate(file, MOST)) return 1;
  bytes = mmap(NULL, MOST, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  memset(bytes, '.', MOST);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&here, sizeof here) || listen(listener, 100)) return 1;
  for (;;) {
    pthread_t thread;
    intptr_t client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (client >= 0 && !pthread_create(&thread, NULL, serve, (void *)client)) pthread_detach(thread);
  }
}
