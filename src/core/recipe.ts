/**
 * The recording that proves the most and disturbs the program the least. Help, messages, advice and documentation all
 * name this one, so that whoever follows any of them has a capture that can be judged.
 */
const STRACE = "strace -f -tt -yy -s 4096 -e trace=network,desc,process";
const INTO_A_FILE = `${STRACE} -o server.strace`;

/** Starts a server, and keeps what strace prints. */
export const RECORD_SERVER = `${INTO_A_FILE} ./server`;
/** The same for a server that runs already. */
export const RECORD_PID = `${INTO_A_FILE} -p PID`;
/** Starts a server, and has what strace prints judged meanwhile. */
export const RECORD_INTO_PIPE = `${STRACE} ./server 2>&1 | unflushed`;
