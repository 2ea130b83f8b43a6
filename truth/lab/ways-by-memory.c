/* Ways that hand memory to the kernel. */
#define _GNU_SOURCE
#include "ways.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void plain(struct answer *to) {
  all(to->socket, to->head, to->head_size, 0);
  all(to->socket, bytes, to->size, 0);
}

/* The head says that more is to come (MSG_MORE), and so does each part of the body but the last. */
void more(struct answer *to) {
  all(to->socket, to->head, to->head_size, MSG_MORE);
  for (size_t at = 0; at < to->size; at += 10000) {
    size_t size = to->size - at < 10000 ? to->size - at : 10000;
    if (all(to->socket, bytes, size, at + size < to->size ? MSG_MORE : 0)) return;
  }
}

void cork(struct answer *to) {
  int on = 1, off = 0;
  setsockopt(to->socket, IPPROTO_TCP, TCP_CORK, &on, sizeof on);
  plain(to);
  setsockopt(to->socket, IPPROTO_TCP, TCP_CORK, &off, sizeof off);
}

/* Head and body in one call with 900 buffers, and what the kernel left of them in further calls. */
void vector(struct answer *to) {
  static const int parts = 899;
  struct iovec pieces[900] = {{to->head, to->head_size}};
  for (int at = 0; at < parts; at++) pieces[at + 1] = (struct iovec){bytes, to->size / parts};
  pieces[parts].iov_len += to->size % parts;
  for (int at = 0; at <= parts;) {
    ssize_t sent = writev(to->socket, pieces + at, parts + 1 - at);
    if (sent < 0) return;
    for (; at <= parts && (size_t)sent >= pieces[at].iov_len; at++) sent -= pieces[at].iov_len;
    if (at <= parts) pieces[at].iov_base = (char *)pieces[at].iov_base + sent, pieces[at].iov_len -= sent;
  }
}

void messages(struct answer *to) {
  struct iovec head = {to->head, to->head_size}, half = {bytes, to->size / 2}, rest = {bytes, to->size - to->size / 2};
  struct mmsghdr three[3] = {{{.msg_iov = &head, .msg_iovlen = 1}, 0}, {{.msg_iov = &half, .msg_iovlen = 1}, 0},
                             {{.msg_iov = &rest, .msg_iovlen = 1}, 0}};
  for (int at = 0; at < 3;) {
    int sent = sendmmsg(to->socket, three + at, 3 - at, MSG_NOSIGNAL);
    if (sent < 1) return;
    for (; sent > 0 && at < 3; sent--, at++) {
      struct iovec *piece = three[at].msg_hdr.msg_iov;
      size_t took = three[at].msg_len;
      if (all(to->socket, (char *)piece->iov_base + took, piece->iov_len - took, 0)) return; /* a short message */
    }
  }
}

void zerocopy(struct answer *to) {
  int on = 1;
  setsockopt(to->socket, SOL_SOCKET, SO_ZEROCOPY, &on, sizeof on);
  all(to->socket, to->head, to->head_size, 0);
  all(to->socket, bytes, to->size, MSG_ZEROCOPY);
}

/* A child writes the body to the socket, which is its standard output, as CGI programs do. */
void child(struct answer *to) {
  all(to->socket, to->head, to->head_size, 0);
  char size[32];
  snprintf(size, sizeof size, "%zu", to->size);
  pid_t pid = vfork();
  if (pid == 0) {
    dup2(to->socket, 1);
    execlp("head", "head", "-c", size, "/dev/zero", NULL);
    _exit(1);
  }
  waitpid(pid, NULL, 0);
}

/* Another fd of the same socket sends the body, after the first one is closed. */
void duplicate(struct answer *to) {
  all(to->socket, to->head, to->head_size, 0);
  int other = fcntl(to->socket, F_DUPFD_CLOEXEC, 500);
  close(to->socket);
  to->socket = other;
  all(to->socket, bytes, to->size, 0);
}

/* One byte a call, then the rest at once. */
void trickled(struct answer *to) {
  for (size_t at = 0; at < to->head_size; at++) all(to->socket, to->head + at, 1, 0);
  size_t few = to->size < 100 ? to->size : 100;
  for (size_t at = 0; at < few; at++) all(to->socket, bytes, 1, 0);
  all(to->socket, bytes, to->size - few, 0);
}

/* By write with offsets that it ignores: pwritev2 with -1 is a writev with flags. */
void at_nowhere(struct answer *to) {
  struct iovec pieces[2] = {{to->head, to->head_size}, {bytes, to->size}};
  for (int at = 0; at < 2; at++)
    while (pieces[at].iov_len > 0) {
      ssize_t sent = pwritev2(to->socket, pieces + at, 1, -1, 0);
      if (sent <= 0) return;
      pieces[at].iov_base = (char *)pieces[at].iov_base + sent, pieces[at].iov_len -= sent;
    }
}

static void *half_of(void *to) {
  struct answer *answer = to;
  all(answer->socket, bytes, answer->size - answer->size / 2, 0);
  return NULL;
}

/* Another thread sends the second half, after the first one has ended. */
void threads(struct answer *to) {
  pthread_t second;
  all(to->socket, to->head, to->head_size, 0);
  all(to->socket, bytes, to->size / 2, 0);
  pthread_create(&second, NULL, half_of, to);
  pthread_join(second, NULL);
}

/* Without waiting in the call: the kernel refuses, and poll says when it takes more. */
void polled(struct answer *to) {
  all(to->socket, to->head, to->head_size, 0);
  for (size_t at = 0; at < to->size;) {
    ssize_t sent = send(to->socket, bytes, to->size - at, MSG_DONTWAIT | MSG_NOSIGNAL);
    struct pollfd room = {to->socket, POLLOUT, 0};
    if (sent < 0 && errno != EAGAIN) return;
    if (sent < 0) poll(&room, 1, -1);
    else at += sent;
  }
}

static void wake(int signal) { (void)signal; }

/* A timer interrupts the calls: they return what they have sent so far, or EINTR. */
void interrupted(struct answer *to) {
  struct sigaction action = {.sa_handler = wake};
  struct sigevent what = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGUSR1};
  struct itimerspec often = {{0, 2000000}, {0, 2000000}};
  timer_t timer;
  what._sigev_un._tid = gettid();
  sigaction(SIGUSR1, &action, NULL);
  timer_create(CLOCK_MONOTONIC, &what, &timer);
  all(to->socket, to->head, to->head_size, 0);
  timer_settime(timer, 0, &often, NULL);
  for (size_t at = 0; at < to->size;) {
    ssize_t sent = send(to->socket, bytes, to->size - at, MSG_NOSIGNAL);
    if (sent < 0 && errno != EINTR) break;
    if (sent > 0) at += sent;
  }
  timer_delete(timer);
}

/* A call that waits for longer than 5 ms returns what it has sent so far, or EAGAIN. */
void timed(struct answer *to) {
  struct timeval most = {0, 5000}, none = {0, 0};
  all(to->socket, to->head, to->head_size, 0);
  setsockopt(to->socket, SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most);
  for (size_t at = 0; at < to->size;) {
    ssize_t sent = send(to->socket, bytes, to->size - at, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) break;
    if (sent > 0) at += sent;
  }
  setsockopt(to->socket, SOL_SOCKET, SO_SNDTIMEO, &none, sizeof none);
}

/* Closing waits until all is sent. */
void linger(struct answer *to) {
  struct linger seconds = {1, 5};
  setsockopt(to->socket, SOL_SOCKET, SO_LINGER, &seconds, sizeof seconds);
  plain(to);
}
