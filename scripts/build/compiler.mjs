// A thread that runs the compiler of AssemblyScript with the options it is given. The compiler's own command would start
// another process with source maps, which takes several times as long.
import { workerData } from "node:worker_threads";
import { main } from "assemblyscript/asc";

const { error } = await main(workerData, { stdout: process.stderr, stderr: process.stderr });
if (error) throw error;
