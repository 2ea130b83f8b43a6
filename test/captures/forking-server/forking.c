/* A server that forks for each connection. Its child writes once, and shuts down whatever the socket did not take. */
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static char body[4000000];

static void answer(int fd, int size) {
  char request[1024], head[128];
  if (read(fd, request, sizeof request) <= 0) return;
  int length = snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n", size);
  write(fd, head, length);
  fcntl(fd, F_SETFL, O_NONBLOCK);
  long sent = 0, took;
  while (sent < size && (took = write(fd, body, size - sent)) > 0) sent += took;
  usleep(20000);
  shutdown(fd, SHUT_WR);
  close(fd);
}

int main(int argc, char **argv) {
  int connections = argc > 2 ? atoi(argv[2]) : 3;
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1])), .sin_addr = {htonl(INADDR_LOOPBACK)}};
  int on = 1, server = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  bind(server, (struct sockaddr *)&at, sizeof at);
  listen(server, 8);
  memset(body, 'x', sizeof body);
  for (int each = 0; each < connections; each++) {
    int fd = accept(server, NULL, NULL);
    if (fork() == 0) {
      close(server);
      answer(fd, each % 2 == 1 ? sizeof body : 20);
      _exit(0);
    }
    close(fd);
  }
  while (wait(NULL) > 0);
  return 0;
}
