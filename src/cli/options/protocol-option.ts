import type { Command } from "commander";
import { STREAM_PROTOCOLS, type StreamProtocol } from "../../core/protocols/message-facts.js";
import { suggestion } from "../../core/text/nearest.js";
import { UnflushedError } from "../../errors.js";

/** Adds the option that has a protocol not be read. */
export function withProtocolOption(command: Command): Command {
  return command.option(
    "--protocol <name=off>",
    `do not read a protocol: ${STREAM_PROTOCOLS.join(", ")}; may be repeated`,
    silencedProtocol,
  );
}

/** Adds one `--protocol NAME=off` to those before it. */
function silencedProtocol(text: string, before: ReadonlySet<StreamProtocol> = new Set()): Set<StreamProtocol> {
  const equals = text.lastIndexOf("=");
  const [name, word] = [text.slice(0, Math.max(0, equals)), text.slice(equals + 1)];
  if (name === "" || word !== "off") {
    throw new UnflushedError("usage", `--protocol ${text} does not end with =off: write --protocol tls=off`);
  }
  const protocol = STREAM_PROTOCOLS.find((each) => each === name);
  if (protocol !== undefined) return new Set([...before, protocol]);
  const hint = suggestion(name, STREAM_PROTOCOLS);
  throw new UnflushedError(
    "usage",
    `--protocol ${text} names no protocol${hint}: choose from ${STREAM_PROTOCOLS.join(", ")}`,
  );
}
