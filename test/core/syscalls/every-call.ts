/**
 * A program that makes every system call of x86-64 and of i386, with zeros for arguments. Only for a strace that injects an
 * error into each of them, so that the kernel sees none: `exit` returns as well, and `ud2` ends the program.
 */
export function everyCall(): Buffer {
  const code = Buffer.concat([
    calls(SYSCALL, 0, 335),
    calls(SYSCALL, 424, 451), // what lies between is reserved
    calls(INT_80, 0, 451),
    socketcalls(),
    Buffer.from([0x0f, 0x0b]), // ud2
  ]);
  return Buffer.concat([elfHeader(), loadAll(HEADERS + code.length), code]);
}

const SYSCALL = [0x0f, 0x05];
/** How a program of 32 bits calls; the kernel takes it from any. */
const INT_80 = [0xcd, 0x80];
const BASE = 0x40_0000;
const HEADERS = 64 + 56;

/** Makes the calls with the numbers from `first` up to `end`. */
function calls(trap: readonly number[], first: number, end: number): Buffer {
  const body = [0x89, 0xe8, ...trap, 0xff, 0xc5]; // mov eax, ebp; (call); inc ebp
  return loop([0xbd, ...int32(first)], [...body, 0x81, 0xfd, ...int32(end)]); // mov ebp, first; cmp ebp, end
}

/** `socketcall(N, BASE)` of i386, by which its programs make what `-e trace=` knows as `send` and `recv`. */
function socketcalls(): Buffer {
  const before = [0xbb, ...int32(1), 0xb9, ...int32(BASE)]; // mov ebx, 1; mov ecx, BASE
  return loop(before, [0xb8, ...int32(102), ...INT_80, 0xff, 0xc3, 0x83, 0xfb, 21]); // mov eax, 102; inc ebx; cmp ebx, 21
}

/** Repeats `body` until what it compares at its end is no longer less. */
function loop(before: readonly number[], body: readonly number[]): Buffer {
  return Buffer.from([...before, ...body, 0x7c, 0x100 - body.length - 2]); // jl
}

function int32(value: number): readonly number[] {
  return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >> 24) & 0xff];
}

function elfHeader(): Buffer {
  const header = Buffer.alloc(64);
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]); // ELF, 64 bits, little end first
  header.writeUInt16LE(2, 16); // a program
  header.writeUInt16LE(62, 18); // of x86-64
  header.writeUInt32LE(1, 20);
  header.writeBigUInt64LE(BigInt(BASE + HEADERS), 24); // where it starts
  header.writeBigUInt64LE(64n, 32); // where its program headers are
  header.writeUInt16LE(64, 52);
  header.writeUInt16LE(56, 54);
  header.writeUInt16LE(1, 56);
  return header;
}

/** The one program header: the whole file, to be read and run. */
function loadAll(size: number): Buffer {
  const header = Buffer.alloc(56);
  header.writeUInt32LE(1, 0);
  header.writeUInt32LE(5, 4);
  header.writeBigUInt64LE(BigInt(BASE), 16);
  header.writeBigUInt64LE(BigInt(BASE), 24);
  header.writeBigUInt64LE(BigInt(size), 32);
  header.writeBigUInt64LE(BigInt(size), 40);
  header.writeBigUInt64LE(0x1000n, 48);
  return header;
}
