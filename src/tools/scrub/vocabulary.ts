import { FAMILY_CONSTANTS } from "./constants.js";

/**
 * The words that strace, POSIX and HTTP have made public, so that they may stay. Every other word is replaced. A word that
 * is missing here makes a sample a little harder to read, and gives no secret away.
 */
const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Constants that belong to no large family. */
const SINGLE: ReadonlySet<string> = new Set(
  `POLLIN POLLPRI POLLOUT POLLERR POLLHUP POLLNVAL POLLRDNORM POLLRDBAND POLLWRNORM POLLWRBAND POLLMSG POLLRDHUP
  EPOLLIN EPOLLPRI EPOLLOUT EPOLLERR EPOLLHUP EPOLLRDNORM EPOLLRDBAND EPOLLWRNORM EPOLLWRBAND EPOLLMSG EPOLLRDHUP
  EPOLLEXCLUSIVE EPOLLWAKEUP EPOLLONESHOT EPOLLET FIOCLEX FIONCLEX FIONBIO FIONREAD FIOASYNC TCGETS TCGETS2 TIOCGWINSZ
  S_IFREG S_IFDIR S_IFCHR S_IFBLK S_IFIFO S_IFLNK S_IFSOCK R_OK W_OK X_OK F_OK WNOHANG WUNTRACED WCONTINUED WEXITED
  WSTOPPED WNOWAIT P_ALL P_PID P_PGID P_PIDFD SIG_DFL SIG_IGN SIG_BLOCK SIG_UNBLOCK SIG_SETMASK RTLD_NEXT`.split(/\s+/),
);
const SIGNAL =
  /^(?:SIG)?(?:RT|RTMIN|RTMAX|RT_\d{1,2}|HUP|INT|QUIT|ILL|TRAP|ABRT|BUS|FPE|KILL|USR1|SEGV|USR2|PIPE|ALRM|TERM|STKFLT|CHLD|CONT|STOP|TSTP|TTIN|TTOU|URG|XCPU|XFSZ|VTALRM|PROF|WINCH|IO|PWR|SYS)$/;

const MEMBERS = set(`
  sa_family sa_data sin_port sin_addr sin6_port sin6_addr sin6_flowinfo sin6_scope_id sun_path nl_family nl_pid nl_groups
  iov_base iov_len msg_name msg_namelen msg_iov msg_iovlen msg_control msg_controllen msg_flags msg_hdr msg_len
  cmsg_len cmsg_level cmsg_type cmsg_data l_onoff l_linger onoff linger events revents data u32 u64 fd flags
  child_tid parent_tid child_stack child_tidptr parent_tidptr stack stack_size exit_signal tls pidfd cgroup set_tid
  si_signo si_code si_pid si_uid si_status si_utime si_stime si_addr si_value si_int si_ptr si_errno si_band si_fd
  sival_int sival_ptr tv_sec tv_nsec tv_usec st_mode st_size st_ino st_dev st_rdev st_uid st_gid st_nlink st_blksize
  st_blocks rlim_cur rlim_max sigmask sigsetsize sa_handler sa_mask sa_flags sa_restorer
  buf buffer count len length size addr addrlen addr_len upeer_addrlen upeer_sockaddr umyaddr sockfd backlog how level
  optname optval optlen vec vlen iov iovcnt msg name op event epfd maxevents timeout sigset ufds nfds out_fd in_fd
  offset off_in off_out fd_in fd_out infd outfd domain type protocol family usockvec oldfd newfd cmd arg filename
  pathname path argv envp mode dfd dirfd error_code pid tid tgid sig options status wstatus rusage first last
  timeout_ts sigmask_size entries sq_entries cq_entries to_submit min_complete resfd features`);
const FUNCTIONS = set(`htons htonl inet_addr inet_pton inet_ntop makedev if_nametoindex sizeof WIFEXITED WEXITSTATUS
  WIFSIGNALED WTERMSIG WIFSTOPPED WSTOPSIG WCOREDUMP`);
const PLAIN = set(`NULL ??? ? @ true false Timeout INJECTED DELAYED: DELAYED args left vars var entries in
  strace's PID NS errno deleted unavailable send receive`);

const ERRNOS = set(`
  E2BIG EACCES EADDRINUSE EADDRNOTAVAIL EADV EAFNOSUPPORT EAGAIN EALREADY EBADE EBADF EBADFD EBADMSG EBADR EBADRQC
  EBADSLT EBFONT EBUSY ECANCELED ECHILD ECHRNG ECOMM ECONNABORTED ECONNREFUSED ECONNRESET EDEADLOCK EDESTADDRREQ
  EDOM EDOTDOT EDQUOT EEXIST EFAULT EFBIG EHOSTDOWN EHOSTUNREACH EIDRM EILSEQ EINPROGRESS EINTR EINVAL EIO EISCONN
  EISDIR EISNAM EKEYEXPIRED EKEYREJECTED EKEYREVOKED EL2HLT EL2NSYNC EL3HLT EL3RST ELIBACC ELIBBAD ELIBEXEC ELIBMAX
  ELIBSCN ELNRNG ELOOP EMEDIUMTYPE EMFILE EMLINK EMSGSIZE EMULTIHOP ENAMETOOLONG ENAVAIL ENETDOWN ENETRESET
  ENETUNREACH ENFILE ENOANO ENOBUFS ENOCSI ENODATA ENODEV ENOENT ENOEXEC ENOIOCTLCMD ENOKEY ENOLCK ENOLINK ENOMEDIUM
  ENOMEM ENOMSG ENONET ENOPKG ENOPROTOOPT ENOSPC ENOSR ENOSTR ENOSYS ENOTBLK ENOTCONN ENOTDIR ENOTEMPTY ENOTNAM
  ENOTRECOVERABLE ENOTSOCK ENOTSUP ENOTSUPP ENOTTY ENOTUNIQ ENXIO EOVERFLOW EOWNERDEAD EPERM EPFNOSUPPORT EPIPE
  EPROBEDEFER EPROTO EPROTONOSUPPORT EPROTOTYPE ERANGE EREMCHG EREMOTE EREMOTEIO ERESTART ERESTARTNOHAND
  ERESTARTNOINTR ERESTARTSYS ERESTART_RESTARTBLOCK ERFKILL EROFS ESHUTDOWN ESOCKTNOSUPPORT ESPIPE ESRCH ESRMNT
  ESTALE ESTRPIPE ETIME ETIMEDOUT ETOOMANYREFS ETXTBSY EUCLEAN EUNATCH EUSERS EWOULDBLOCK EXDEV EXFULL`);

export function isErrno(word: string): boolean {
  return ERRNOS.has(word) || /^ERRNO_\d{1,4}$/.test(word);
}

export function isConstantName(word: string): boolean {
  return FAMILY_CONSTANTS.has(word) || SINGLE.has(word) || (/^SIG/.test(word) && SIGNAL.test(word)) || ERRNOS.has(word);
}

export function isSignal(word: string): boolean {
  return /^(?:[1-9]|[1-5]\d|6[0-4])$/.test(word) || SIGNAL.test(word);
}

/** True if a bare word of an argument list may stay; `next` is the token after it. */
export function mayStay(word: string, next: string): boolean {
  if (PLAIN.has(word)) return true;
  if (next === "=") return MEMBERS.has(word);
  return (next === "(" && FUNCTIONS.has(word)) || isConstantName(word);
}

/** What strerror(3) prints. */
const ERRORS: ReadonlySet<string> = new Set([
  "Resource temporarily unavailable",
  "Operation now in progress",
  "Operation already in progress",
  "Broken pipe",
  "Connection reset by peer",
  "Connection refused",
  "Connection timed out",
  "Connection aborted",
  "Transport endpoint is not connected",
  "Transport endpoint is already connected",
  "Bad file descriptor",
  "No such file or directory",
  "No such process",
  "Interrupted system call",
  "Invalid argument",
  "Inappropriate ioctl for device",
  "Permission denied",
  "Operation not permitted",
  "Operation not supported",
  "Function not implemented",
  "File exists",
  "Not a directory",
  "Is a directory",
  "No child processes",
  "Bad address",
  "No such device or address",
  "No space left on device",
  "Illegal seek",
  "No buffer space available",
  "Cannot allocate memory",
  "Address already in use",
  "Protocol not available",
  "Software caused connection abort",
  "To be restarted if SA_RESTART is set",
  "To be restarted",
  "Interrupted by signal",
]);

export function isErrorText(text: string): boolean {
  return ERRORS.has(text);
}

/** The names of inodes in `anon_inode:[...]` and `anon_inode:...`. */
export const ANON_INODES = set(`eventpoll eventfd timerfd signalfd inotify fanotify io_uring pidfd userfaultfd
  bpf-map bpf-prog perf_event`);

/** The methods of the IANA registry that servers meet, and two that caches use (PURGE, BAN). */
export const METHODS = set(`GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH PROPFIND PROPPATCH MKCOL COPY MOVE
  LOCK UNLOCK REPORT SEARCH PURGE BAN`);

/** Field names that are registered, or so common that they give nothing away. */
export const FIELDS = set(`
  accept accept-charset accept-encoding accept-language accept-ranges access-control-allow-credentials
  access-control-allow-headers access-control-allow-methods access-control-allow-origin access-control-expose-headers
  access-control-max-age access-control-request-headers access-control-request-method age allow alt-svc authorization
  cache-control connection content-disposition content-encoding content-language content-length content-location
  content-range content-security-policy content-type cookie date dnt etag expect expires forwarded from host http2-settings
  if-match if-modified-since if-none-match if-range if-unmodified-since keep-alive last-modified link location
  max-forwards origin pragma proxy-authenticate proxy-authorization proxy-connection range referer referrer-policy
  retry-after sec-fetch-dest sec-fetch-mode sec-fetch-site sec-fetch-user sec-websocket-accept sec-websocket-extensions
  sec-websocket-key sec-websocket-protocol sec-websocket-version server set-cookie strict-transport-security te trailer
  transfer-encoding upgrade upgrade-insecure-requests user-agent vary via warning www-authenticate
  x-content-type-options x-forwarded-for x-forwarded-host x-forwarded-proto x-frame-options x-powered-by x-real-ip
  x-request-id x-requested-with x-xss-protection`);

/** The words that decide how a message is framed, by field. */
export const FRAMING_VALUES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["transfer-encoding", set("chunked gzip compress deflate identity x-gzip x-compress trailers")],
  ["connection", new Set([...FIELDS, "close"])],
  ["upgrade", set("h2c websocket http/2.0 tls/1.0 tls/1.2")],
  ["expect", set("100-continue")],
]);

export const REASONS: ReadonlySet<string> = new Set([
  "Continue",
  "Switching Protocols",
  "Processing",
  "Early Hints",
  "OK",
  "Created",
  "Accepted",
  "Non-Authoritative Information",
  "No Content",
  "Reset Content",
  "Partial Content",
  "Multiple Choices",
  "Moved Permanently",
  "Found",
  "See Other",
  "Not Modified",
  "Temporary Redirect",
  "Permanent Redirect",
  "Bad Request",
  "Unauthorized",
  "Payment Required",
  "Forbidden",
  "Not Found",
  "Method Not Allowed",
  "Not Acceptable",
  "Proxy Authentication Required",
  "Request Timeout",
  "Conflict",
  "Gone",
  "Length Required",
  "Precondition Failed",
  "Payload Too Large",
  "Content Too Large",
  "Request Entity Too Large",
  "URI Too Long",
  "Unsupported Media Type",
  "Range Not Satisfiable",
  "Expectation Failed",
  "Unprocessable Entity",
  "Upgrade Required",
  "Too Many Requests",
  "Internal Server Error",
  "Not Implemented",
  "Bad Gateway",
  "Service Unavailable",
  "Gateway Timeout",
  "Gateway Time-out",
  "HTTP Version Not Supported",
]);

/** All public words in one lower-case text. A word in it is not a secret. */
export const PUBLIC_TEXT = [
  ...MEMBERS,
  ...FUNCTIONS,
  ...PLAIN,
  ...ERRORS,
  ...ANON_INODES,
  ...METHODS,
  ...FIELDS,
  ...REASONS,
  ...[...FRAMING_VALUES.values()].flatMap((words) => [...words]),
]
  .join(" ")
  .toLowerCase();
