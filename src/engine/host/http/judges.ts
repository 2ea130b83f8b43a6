import type { Decision } from "../../../core/protocols/decision.js";
import type { StreamEnding, UndecidedExchange } from "../../../core/protocols/http1/ending/judge-end.js";
import type { Told } from "../../../core/protocols/told.js";
import type { SocketEvent, WriteEvent } from "../../../core/sockets/event.js";
import type { LastRead } from "../../../core/sockets/socket-facts.js";

/** What the engine asks about HTTP, because it is rare, or a matter of judgement: functions of core/protocols. */
export interface HttpJudges {
  /** See core/protocols/http1/ending/judge-end.ts. */
  readonly judgeEnd: (exchange: UndecidedExchange, ending: StreamEnding) => Decision | null;
  readonly judgeAbandoned: (exchange: UndecidedExchange) => Decision;
  /** See core/protocols/told.ts. */
  readonly toldBy: (ended: {
    readonly by: SocketEvent;
    readonly refused: WriteEvent | null;
    readonly lastRead: LastRead | null;
  }) => Told | null;
  /** See core/protocols/http1/head/elided-head.ts. */
  readonly shownOfElided: (text: string, isShort: boolean) => string | null;
}
