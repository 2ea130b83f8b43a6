/** Where in its stream a parser is: what the parts of the parser share. */
import { create, destroy } from "../../heap/allocate";
import { GrowingText } from "../../heap/growing-text";
import { onLost } from "./handler";
import { HandledStream } from "./handler-table";
import { LostStream } from "./lost-stream";
import { Position } from "./position";
import { Gap, ParserState } from "./states";

/** The text of a position that has gone on, while it is read. */
export const aside: GrowingText = create<GrowingText>();

@unmanaged
export class StreamPosition extends HandledStream {
  position: Position;
  lost: LostStream;
  /** The program meant the call at hand to begin and to end here. */
  isOwn: bool;

  /** The text p..end was seen before the gap. */
  lose(gap: Gap, p: usize, end: usize, isElided: bool): void {
    if (!this.position.isEmpty) aside.takeOver(this.position); // the text may be its own
    this.lost.begin(gap);
    this.position.enter(ParserState.Lost);
    onLost(this, gap, p, end, isElided);
    aside.clear();
  }

  /** At the start of a stream, where a message may begin. */
  begin(): void {
    this.position = create<Position>();
    this.lost = create<LostStream>();
    this.lost.begin(Gap.Start);
  }

  /** Gives back what it is made of. */
  free(): void {
    this.position.clear();
    destroy<Position>(this.position);
    destroy<LostStream>(this.lost);
  }
}
