/* Ways by files, pipes and rings, and in chunks. */
#define _GNU_SOURCE
#include "ways.h"

#include <fcntl.h>
#include <liburing.h>
#include <stdio.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

void file_sent(struct answer *to) {
  all(to->socket, to->head, to->head_size, MSG_MORE);
  for (off_t at = 0; (size_t)at < to->size;)
    if (sendfile(to->socket, file, &at, to->size - at) <= 0) return;
}

/* From the file into a pipe, and from the pipe into the socket. */
void spliced(struct answer *to) {
  int pipes[2];
  if (pipe(pipes)) return;
  all(to->socket, to->head, to->head_size, 0);
  loff_t at = 0;
  while ((size_t)at < to->size) {
    ssize_t took = splice(file, &at, pipes[1], NULL, to->size - at < 65536 ? to->size - at : 65536, SPLICE_F_MOVE);
    if (took <= 0) break;
    while (took > 0) {
      ssize_t sent = splice(pipes[0], NULL, to->socket, NULL, took, SPLICE_F_MOVE | SPLICE_F_MORE);
      if (sent <= 0) goto over;
      took -= sent;
    }
  }
over:
  close(pipes[0]), close(pipes[1]);
}

/* The memory into a pipe (vmsplice), and from there into the socket, the head as well. */
void mapped(struct answer *to) {
  int pipes[2];
  if (pipe(pipes)) return;
  struct iovec pieces[2] = {{to->head, to->head_size}, {bytes, to->size}};
  for (int at = 0; at < 2; at++)
    while (pieces[at].iov_len > 0) {
      ssize_t took = vmsplice(pipes[1], pieces + at, 1, 0);
      if (took <= 0) goto over;
      pieces[at].iov_base = (char *)pieces[at].iov_base + took, pieces[at].iov_len -= took;
      while (took > 0) {
        ssize_t sent = splice(pipes[0], NULL, to->socket, NULL, took, 0);
        if (sent <= 0) goto over;
        took -= sent;
      }
    }
over:
  close(pipes[0]), close(pipes[1]);
}

/* The head by write, the body by a ring. */
void ring(struct answer *to) {
  struct io_uring ring;
  all(to->socket, to->head, to->head_size, 0);
  if (io_uring_queue_init(8, &ring, 0)) return;
  for (size_t at = 0; at < to->size;) {
    struct io_uring_cqe *done;
    io_uring_prep_send(io_uring_get_sqe(&ring), to->socket, bytes, to->size - at, MSG_NOSIGNAL);
    io_uring_submit(&ring);
    if (io_uring_wait_cqe(&ring, &done) || done->res <= 0) break;
    at += done->res;
    io_uring_cqe_seen(&ring, done);
  }
  io_uring_queue_exit(&ring);
}

enum { CHUNK = 20000 };

/* The head, chunks whose data `data` sends, and the last chunk. */
static void chunks_by(struct answer *to, int (*data)(int, size_t)) {
  all(to->socket, to->head, to->head_size, 0);
  for (size_t at = 0; at < to->size; at += CHUNK) {
    char size[16];
    size_t part = to->size - at < CHUNK ? to->size - at : CHUNK;
    if (all(to->socket, size, sprintf(size, "%zx\r\n", part), MSG_MORE)) return;
    if (data(to->socket, part) || all(to->socket, "\r\n", 2, 0)) return;
  }
  if (!to->is_cut) all(to->socket, "0\r\n\r\n", 5, 0);
}

static int from_memory(int socket, size_t size) { return all(socket, bytes, size, MSG_MORE); }

static int from_file(int socket, size_t size) {
  for (off_t at = 0; (size_t)at < size;)
    if (sendfile(socket, file, &at, size - at) <= 0) return -1;
  return 0;
}

void chunks(struct answer *to) { chunks_by(to, from_memory); }

void chunks_of_file(struct answer *to) { chunks_by(to, from_file); }
