import { useCallback, useEffect } from "preact/hooks";
import { DetailPage } from "./detail/detail-page.js";
import type { ModelSource } from "./model/model-source.js";
import { Overview } from "./overview/overview.js";
import { shortened } from "./text/shortened.js";
import { useModelVersion, usePageKey, useShownPlace } from "./use-page.js";

/** The whole viewer: the overview, or the page of a connection or an exchange in its place. */
export function App({ source }: { readonly source: ModelSource }) {
  const version = useModelVersion(source);
  const place = useShownPlace();
  const { model } = source;
  const isOverview = place.kind === "overview";
  const onEscape = useCallback(() => {
    if (!isOverview) location.hash = "#overview";
  }, [isOverview]);
  usePageKey("Escape", onEscape);
  const name = model.captures
    .map(({ path }) => shortened(path, 80))
    .slice(0, 3)
    .join(", ");
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
        <span class="captures">{name}</span>
        <ReadingBar source={source} />
      </header>
      <main>
        <Overview source={source} version={version} isShown={isOverview} />
        {place.kind === "connection" && <DetailPage source={source} version={version} place={place} />}
      </main>
    </div>
  );
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
