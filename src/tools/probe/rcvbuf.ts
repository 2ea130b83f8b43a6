import { UnflushedError } from "../../errors.js";

/** Makes a TCP socket with the receive buffer set, and returns its fd. */
export type RcvbufSetter = (isIPv6: boolean) => number;

const LINUX = { AF_INET: 2, AF_INET6: 10, SOCK_STREAM: 1, SOCK_CLOEXEC: 0o2000000, SOL_SOCKET: 1, SO_RCVBUF: 8 };

/**
 * Makes the function that sets SO_RCVBUF. It calls socket(2) and setsockopt(2) through ffi-rs, because Node sets no such
 * option, and before connect(2), because TCP does not shrink a window that it has advertised (RFC 9293, section 3.8.6).
 * The kernel doubles `bytes` for its bookkeeping (socket(7)).
 *
 * @throws UnflushedError (`rcvbuf-unavailable`) if this is not Linux, or ffi-rs is not installed
 */
export async function rcvbufSetter(bytes: number): Promise<RcvbufSetter> {
  if (process.platform !== "linux") throw unavailable(`works on Linux only, not on ${process.platform}`);
  const ffi = await loadFfi();
  const { I32, U8Array } = ffi.DataType;
  ffi.open({ library: "libc", path: "" }); // the symbols of this process
  const call = (funcName: string, paramsValue: (number | Buffer)[]): number => {
    const paramsType = paramsValue.map((value) => (typeof value === "number" ? I32 : U8Array));
    const options = { library: "libc", funcName, retType: I32, paramsType, paramsValue, errno: true } as const;
    const { value, errnoMessage } = ffi.load<typeof I32, true>(options);
    if (value < 0) throw unavailable(`failed: ${funcName}: ${errnoMessage}`);
    return value;
  };
  const size = Buffer.alloc(4);
  size.writeInt32LE(bytes);
  return (isIPv6) => {
    const fd = call("socket", [isIPv6 ? LINUX.AF_INET6 : LINUX.AF_INET, LINUX.SOCK_STREAM | LINUX.SOCK_CLOEXEC, 0]);
    call("setsockopt", [fd, LINUX.SOL_SOCKET, LINUX.SO_RCVBUF, size, size.length]);
    return fd;
  };
}

async function loadFfi(): Promise<typeof import("ffi-rs")> {
  try {
    return await import("ffi-rs");
  } catch {
    throw unavailable("needs the optional package ffi-rs: npm install ffi-rs@1.3.7, or go without --rcvbuf");
  }
}

function unavailable(problem: string): UnflushedError {
  return new UnflushedError("rcvbuf-unavailable", `--rcvbuf ${problem}`);
}
