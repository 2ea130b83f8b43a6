/* libevent's evhttp. Arguments: port, folder of files. /BYTES from a file; /BYTES/MODE with MODE buffer, chunked, paused; /204,
 * /304; /COUNT/events, and /COUNT/dies, which closes the connection after half of them. */
#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EVENT = 100, EVENTS_APART = 20000, PAUSE = 300000 }; /* bytes, microseconds */

static struct event_base *base;
static const char *files;

struct stream {
  struct evhttp_request *request;
  int left;    /* events to send */
  int stop_at; /* closes when so many are left; -1: never */
  size_t rest; /* bytes after a pause */
  int is_over; /* the client has left */
};

static void later(struct stream *stream, int microseconds, event_callback_fn act) {
  struct timeval wait = {0, microseconds};
  event_base_once(base, -1, EV_TIMEOUT, act, stream, &wait);
}

static void left(struct evhttp_connection *connection, void *given) {
  (void)connection;
  ((struct stream *)given)->is_over = 1;
}

static void send_dots(struct evhttp_request *request, size_t size) {
  struct evbuffer *body = evbuffer_new();
  char *bytes = malloc(size);
  memset(bytes, '.', size);
  evbuffer_add(body, bytes, size);
  evhttp_send_reply_chunk(request, body);
  free(bytes);
  evbuffer_free(body);
}

static void event(evutil_socket_t none, short what, void *given) {
  (void)none, (void)what;
  struct stream *stream = given;
  if (stream->is_over) return;
  if (stream->left == stream->stop_at) {
    evhttp_connection_free(evhttp_request_get_connection(stream->request));
    return;
  }
  if (stream->left-- == 0) {
    evhttp_connection_set_closecb(evhttp_request_get_connection(stream->request), NULL, NULL);
    evhttp_send_reply_end(stream->request);
    return;
  }
  struct evbuffer *body = evbuffer_new();
  evbuffer_add_printf(body, "data: %092d\n\n", 0);
  evhttp_send_reply_chunk(stream->request, body);
  evbuffer_free(body);
  later(stream, EVENTS_APART, event);
}

static void rest(evutil_socket_t none, short what, void *given) {
  (void)none, (void)what;
  struct stream *stream = given;
  if (stream->is_over) return;
  evhttp_connection_set_closecb(evhttp_request_get_connection(stream->request), NULL, NULL);
  send_dots(stream->request, stream->rest);
  evhttp_send_reply_end(stream->request);
}

static struct stream *streamOf(struct evhttp_request *request) {
  struct stream *stream = calloc(1, sizeof *stream);
  stream->request = request;
  evhttp_connection_set_closecb(evhttp_request_get_connection(request), left, stream);
  return stream;
}

static void handle(struct evhttp_request *request, void *none) {
  (void)none;
  unsigned size = 0;
  char mode[32] = "", path[4096];
  const char *uri = evhttp_request_get_uri(request);
  if (sscanf(uri, "/%u/%31[a-z]", &size, mode) < 1) {
    evhttp_send_error(request, 404, NULL);
    return;
  }
  if (size == 204 || size == 304) {
    evhttp_send_reply(request, size, NULL, NULL);
    return;
  }
  if (!strcmp(mode, "events") || !strcmp(mode, "dies")) {
    struct stream *stream = streamOf(request);
    stream->left = size;
    stream->stop_at = strcmp(mode, "dies") ? -1 : (int)size / 2;
    evhttp_send_reply_start(request, 200, "OK");
    event(-1, 0, stream);
    return;
  }
  if (!strcmp(mode, "chunked")) {
    evhttp_send_reply_start(request, 200, "OK");
    send_dots(request, size / 2);
    send_dots(request, size - size / 2);
    evhttp_send_reply_end(request);
    return;
  }
  if (!strcmp(mode, "paused")) {
    char length[32];
    snprintf(length, sizeof length, "%u", size);
    evhttp_add_header(evhttp_request_get_output_headers(request), "Content-Length", length);
    struct stream *stream = streamOf(request);
    stream->rest = size - size / 2;
    evhttp_send_reply_start(request, 200, "OK");
    send_dots(request, size / 2);
    later(stream, PAUSE, rest);
    return;
  }
  if (evhttp_request_get_command(request) == EVHTTP_REQ_HEAD) { /* evhttp would send the body */
    evhttp_add_header(evhttp_request_get_output_headers(request), "Content-Length", "1000");
    evhttp_send_reply(request, 200, "OK", NULL);
    return;
  }
  struct evbuffer *body = evbuffer_new();
  snprintf(path, sizeof path, "%s/%u", files, size);
  int fd = *mode ? -1 : open(path, O_RDONLY);
  if (fd >= 0) evbuffer_add_file(body, fd, 0, size);
  else {
    char *bytes = malloc(size);
    memset(bytes, '.', size);
    evbuffer_add(body, bytes, size);
    free(bytes);
  }
  evhttp_send_reply(request, 200, "OK", body);
  evbuffer_free(body);
}

int main(int count, char **words) {
  if (count < 3) return 2;
  signal(SIGPIPE, SIG_IGN);
  files = words[2];
  base = event_base_new();
  struct evhttp *server = evhttp_new(base);
  evhttp_set_gencb(server, handle, NULL);
  if (evhttp_bind_socket(server, "127.0.0.1", atoi(words[1]))) return 1;
  event_base_dispatch(base);
}
