import { partWords, sideWord, sizesText } from "../../../core/formats/paths/part-words.js";
import type { PathExchange, PathRecord } from "../../../core/records/record.js";
import { hashOfPlace } from "../model/place.js";
import type { RunModel } from "../model/run-model.js";
import { Traced } from "../text/traced.js";

interface HopsRowProps {
  readonly path: PathRecord;
  readonly model: RunModel;
}

/** The hops of a request as boxes, from its client to where bytes were lost first, with the bytes that came from each; of several captures, with the one it is in. */
export function HopsRow({ path, model }: HopsRowProps) {
  const { exchanges, origin } = path;
  const first = exchanges[0];
  return (
    <section aria-labelledby="hops-title">
      <h2 id="hops-title">Hops</h2>
      <ol class="hops">
        {first?.role === "server" && (
          <li class="hop">
            <b>client</b>
          </li>
        )}
        {exchanges.map((exchange, index) => (
          <Hop
            key={keyOf(exchange)}
            exchange={exchange}
            isOrigin={index === origin}
            model={model}
            hasBefore={index > 0 || first?.role === "server"}
          />
        ))}
      </ol>
    </section>
  );
}

interface HopProps {
  readonly exchange: PathExchange;
  readonly isOrigin: boolean;
  readonly model: RunModel;
  readonly hasBefore: boolean;
}

function Hop({ exchange, isOrigin, model, hasBefore }: HopProps) {
  const { capture, connection, exchange: index, process, address, verdict, cause } = exchange;
  const href = hashOfPlace({ kind: "connection", capture, connection, exchange: index }, model.hasSeveral);
  const { text } = partWords({ exchange, isOrigin });
  return (
    <>
      {hasBefore && (
        <li class="flow">
          <span aria-hidden="true">◀</span> {sizesText(exchange)}
        </li>
      )}
      <li class={isOrigin ? "hop origin" : "hop"}>
        <b>pid {process ?? "?"}</b> {sideWord(exchange)} <a href={href}>{connection}</a>
        <br />
        <Traced text={address ?? "address not shown"} most={80} />
        <br />
        {model.hasSeveral && (
          <span class="capture-name">
            in <Traced text={model.captureName(capture)} most={80} />
          </span>
        )}
        <span class="ending">{cause ?? verdict}</span>
        {text !== "" && <strong>{isOrigin ? `✕ ${text}` : text}</strong>}
      </li>
    </>
  );
}

function keyOf({ capture, connection, exchange }: PathExchange): string {
  return `${capture}.${connection}.${exchange}`;
}
