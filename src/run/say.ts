import { logLine, withoutCommands } from "../core/text/escape.js";

/** What takes text: a stream, or what stands in front of one. */
export interface TextTaker {
  write(text: string): unknown;
}

/** Writes a message as one line. All messages go this way, so that who has something to say need not escape what it quotes. */
export function say(stream: TextTaker, message: string): void {
  stream.write(`${logLine(message)}\n`);
}

/** Writes a text for people, whose parts are escaped. Only here its lines are what they will be. */
export function print(stream: TextTaker, lines: string): void {
  stream.write(withoutCommands(lines));
}
