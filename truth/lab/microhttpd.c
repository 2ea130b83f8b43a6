/* A server on libmicrohttpd. /BYTES from a file; /BYTES/MODE with MODE buffer, callback, chunked, short, broken, unread,
 * paused; /204, /304; /COUNT/events, and /COUNT/dies, which fails after half of them.
 * Arguments: port, `epoll` or `threads`, folder of files. */
#include <fcntl.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *files;

enum { EVENT = 100, EVENTS_APART = 20000, PAUSE = 300000 }; /* bytes, microseconds */

struct body {
  uint64_t end;   /* where the callback stops */
  uint64_t pause; /* where it waits first; 0: nowhere */
  int is_broken;  /* stops with an error, not with an end */
  int is_events;  /* one event a call */
};

static ssize_t more(void *state, uint64_t at, char *to, size_t room) {
  struct body *body = state;
  if (at >= body->end) return body->is_broken ? MHD_CONTENT_READER_END_WITH_ERROR : MHD_CONTENT_READER_END_OF_STREAM;
  if (body->is_events) {
    if (at > 0) usleep(EVENTS_APART);
    return snprintf(to, room, "data: %092d\n\n", 0);
  }
  if (body->pause > 0 && at == body->pause) usleep(PAUSE);
  uint64_t end = at < body->pause ? body->pause : body->end;
  size_t size = end - at < room ? end - at : room;
  memset(to, '.', size);
  return size;
}

static struct MHD_Response *callback(uint64_t declared, struct body wanted) {
  struct body *body = malloc(sizeof *body);
  *body = wanted;
  return MHD_create_response_from_callback(declared, 32768, more, body, free);
}

static struct MHD_Response *events(uint64_t end, int is_broken) {
  return callback(MHD_SIZE_UNKNOWN, (struct body){.end = end, .is_broken = is_broken, .is_events = 1});
}

static struct MHD_Response *text(const char *words) {
  return MHD_create_response_from_buffer(strlen(words), (void *)words, MHD_RESPMEM_PERSISTENT);
}

static struct MHD_Response *buffer(size_t size) {
  char *bytes = malloc(size);
  memset(bytes, '.', size);
  return MHD_create_response_from_buffer(size, bytes, MHD_RESPMEM_MUST_FREE);
}

static struct MHD_Response *file(unsigned size) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%u", files, size);
  int fd = open(path, O_RDONLY);
  return fd < 0 ? NULL : MHD_create_response_from_fd(size, fd);
}

static struct MHD_Response *answer(const char *url, unsigned *status) {
  unsigned size = 0;
  char mode[32] = "";
  if (sscanf(url, "/%u/%31s", &size, mode) < 1) {
    *status = 404;
    return text("not found");
  }
  if (size == 204 || size == 304) {
    *status = size;
    return text("");
  }
  if (!strcmp(mode, "callback")) return callback(size, (struct body){.end = size});
  if (!strcmp(mode, "chunked")) return callback(MHD_SIZE_UNKNOWN, (struct body){.end = size});
  if (!strcmp(mode, "short")) return callback(size, (struct body){.end = size / 2});
  if (!strcmp(mode, "broken")) return callback(MHD_SIZE_UNKNOWN, (struct body){.end = size / 2, .is_broken = 1});
  if (!strcmp(mode, "paused")) return callback(size, (struct body){.end = size, .pause = size / 2});
  if (!strcmp(mode, "events")) return events(EVENT * size, 0);
  if (!strcmp(mode, "dies")) return events(EVENT * size / 2, 1);
  struct MHD_Response *found = *mode ? NULL : file(size);
  return found ? found : buffer(size);
}

static enum MHD_Result handle(void *none, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *upload, size_t *upload_size, void **seen) {
  (void)none, (void)method, (void)version, (void)upload;
  int is_first = *seen == NULL;
  *seen = (void *)1;
  int is_read = strstr(url, "/unread") == NULL;
  if (is_first && is_read) return MHD_YES; /* the answer follows when the upload was read */
  if (!is_first && *upload_size > 0) {
    *upload_size = 0;
    return MHD_YES;
  }
  unsigned status = 200;
  struct MHD_Response *response = answer(url, &status);
  enum MHD_Result queued = MHD_queue_response(connection, status, response);
  MHD_destroy_response(response);
  return queued;
}

int main(int count, char **words) {
  if (count < 4) return 2;
  files = words[3];
  unsigned flags = strcmp(words[2], "epoll") == 0
                       ? MHD_USE_EPOLL_INTERNAL_THREAD
                       : MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD;
  if (!MHD_start_daemon(flags | MHD_USE_ERROR_LOG, atoi(words[1]), NULL, NULL, &handle, NULL, MHD_OPTION_END)) return 1;
  for (;;) pause();
}
