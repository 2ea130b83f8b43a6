/* What the ways to send have in common. */
#include <stddef.h>

struct answer {
  int socket;
  size_t size; /* of the body that is sent, which may be less than the declared one */
  char head[200];
  size_t head_size;
  int is_cut; /* no last chunk */
};

extern char *bytes; /* MOST dots, and a file of as many */
extern int file;
enum { MOST = 16 << 20 };

/* Sends all of it by `send`. Returns -1 if that fails. */
int all(int fd, const char *from, size_t size, int flags);

void plain(struct answer *to);
void more(struct answer *to);
void cork(struct answer *to);
void vector(struct answer *to);
void messages(struct answer *to);
void file_sent(struct answer *to);
void spliced(struct answer *to);
void mapped(struct answer *to);
void zerocopy(struct answer *to);
void child(struct answer *to);
void duplicate(struct answer *to);
void ring(struct answer *to);
void trickled(struct answer *to);
void at_nowhere(struct answer *to);
void threads(struct answer *to);
void polled(struct answer *to);
void interrupted(struct answer *to);
void timed(struct answer *to);
void linger(struct answer *to);
void chunks(struct answer *to);
void chunks_of_file(struct answer *to);
