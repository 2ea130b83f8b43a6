import { Random } from "../../core/random.js";
import { type Accepted, Acceptor } from "./accept.js";
import { type ConnectionAccount, newConnectionAccount } from "./account.js";
import { SimulatedConnection } from "./connection.js";
import { Machine } from "./machine.js";
import { ReaderPace } from "./pace.js";
import type { SimulationParameters } from "./parameters.js";
import { type BufferSample, BufferSamples } from "./samples.js";
import { SocketBuffer } from "./socket-buffer.js";
import { startServer } from "./startup.js";
import type { TraceEvent } from "./trace-event.js";

/** The events of a simulation, and what the model knows about its exchanges. */
export interface Simulation {
  /** In the order in which they were made; sorted by time they are what strace sees. */
  readonly trace: readonly TraceEvent[];
  /** One for each connection, in the order in which they were accepted. */
  readonly accounts: readonly ConnectionAccount[];
  /** The first connection over time. */
  readonly samples: readonly BufferSample[];
}

/** epoll's data of the eventfd, with which the runtime wakes a thread for a timer. */
const TIMERS = 2 ** 31;
/** Microseconds from the connection to its first request. */
const REQUEST_AFTER = 60;
/** Microseconds of silence before SIGTERM ends a server that has nothing to do. */
const IDLE = 100_000;

/** Runs the server and its clients on a virtual clock, until all is done or until the parameters stop it. */
export function simulate({ server, clients, seed, stop }: SimulationParameters): Simulation {
  const random = new Random(seed);
  const machine = new Machine(random.fork(), server.callCost);
  const paces = clients.map(({ arrival, delay, readRate, jitter }) => {
    return new ReaderPace(arrival + REQUEST_AFTER + delay, readRate, jitter, random.fork());
  });
  const accounts: ConnectionAccount[] = [];
  const samples = new BufferSamples();

  const start = ({ client, index, fd, free }: Accepted, at: number): void => {
    const account = newConnectionAccount();
    const buffer = new SocketBuffer(server.sndbuf, server.transport, paces[index] as ReaderPace, client.abortAfter);
    const isFirst = accounts.push(account) === 1;
    const onChange = isFirst ? (now: number) => samples.add(now, buffer, account) : () => {};
    const context = { server, fd, buffer, account, cost: machine.cost, freed: free, onChange };
    const connection = new SimulatedConnection(index, client, context, client.arrival + REQUEST_AFTER);
    machine.watch({ data: index + 1, task: connection.run() }, at);
    if (client.timeout !== null) machine.watch({ data: TIMERS, task: connection.expire(at + client.timeout) }, at);
  };
  const task = new Acceptor(machine, server, clients, start).run();
  machine.watch({ data: 0, task }, startServer(machine, server));

  machine.run(stop?.at ?? Number.POSITIVE_INFINITY);
  if (stop?.by === "detach") machine.detach();
  else {
    const end = machine.kill(stop?.at ?? machine.now + IDLE);
    for (const account of accounts) {
      account.ended ??= { by: "exit", at: end };
      account.isReleased = true;
    }
  }
  return { trace: machine.trace, accounts, samples: samples.taken };
}
