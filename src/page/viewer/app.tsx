import { useEffect } from "preact/hooks";
import { grouped } from "../../core/text/quantities.js";
import { DetailPage } from "./detail/detail-page.js";
import type { ModelSource } from "./model/model-source.js";
import { placeOfHash } from "./model/place.js";
import type { RunModel } from "./model/run-model.js";
import { Overview } from "./overview/overview.js";
import { shortened } from "./text/shortened.js";
import { useModelVersion, usePageKey, useShownPlace } from "./use-page.js";

/** So many captures are named. */
const MOST_NAMES = 3;

/** The whole viewer: the overview, or the page of a connection or an exchange in its place. */
export function App({ source }: { readonly source: ModelSource }) {
  const version = useModelVersion(source);
  const place = useShownPlace();
  const { model } = source;
  const isOverview = place.kind === "overview";
  usePageKey("Escape", toOverview);
  const name = namesOf(model, false);
  useEffect(() => {
    const about = place.kind === "connection" ? `${place.connection}, ` : "";
    document.title = `${about}${name === "" ? "unflushed" : `${name} - unflushed`}`;
  }, [name, place]);
  return (
    <div class="viewer">
      <header class="top">
        <a class="brand" href="#overview">
          unflushed
        </a>
        <span class="captures">{namesOf(model, true)}</span>
        <ReadingBar source={source} />
      </header>
      <main>
        <Overview source={source} version={version} isShown={isOverview} />
        {place.kind === "connection" && <DetailPage source={source} version={version} place={place} />}
      </main>
    </div>
  );
}

/** The address says what is shown: what was drawn last may be the place before. */
function toOverview(): void {
  if (placeOfHash(location.hash).kind !== "overview") location.hash = "#overview";
}

/** The first captures of a run; of several, with the numbers by which connections are named. */
function namesOf({ captures, hasSeveral }: RunModel, isNumbered: boolean): string {
  const names = captures.slice(0, MOST_NAMES).map(({ path, capture }) => {
    const number = hasSeveral && isNumbered ? `${capture}: ` : "";
    return `${number}${shortened(path, 80)}`;
  });
  const more = captures.length - names.length;
  return `${names.join(", ")}${more > 0 ? ` and ${grouped(more)} more` : ""}`;
}

/** How far the stream was read; nothing once it is over. */
function ReadingBar({ source }: { readonly source: ModelSource }) {
  const { state, readBytes, totalBytes, message } = source.model.reading;
  if (state === "failed") {
    return (
      <p class="failed" role="alert">
        Not read to the end: {shortened(message, 500)}
      </p>
    );
  }
  if (state === "finished") return null;
  return (
    <span class="progress">
      <progress
        aria-label="reading"
        {...(totalBytes === null ? {} : { value: readBytes, max: Math.max(1, totalBytes) })}
      />
      reading
    </span>
  );
}
