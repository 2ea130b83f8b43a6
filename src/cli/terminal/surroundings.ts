import type { Progress, Surroundings } from "../../run/documents/surroundings.js";
import type { Invocation, OutputStream } from "../../run/streams.js";
import { pageOf } from "./page.js";

/** What surrounds the documents of a command that prints them on `documents`. */
export function surroundingsOf(
  documents: OutputStream,
  { stderr, env, atEnd }: Invocation,
  progress: Progress | null = null,
): Surroundings {
  const page = pageOf(documents, env);
  return { documents, warnings: stderr, page, progress, isGithubJob: isGithubJob(env), atEnd };
}

/** True in a job of GitHub Actions. */
export function isGithubJob(env: NodeJS.ProcessEnv): boolean {
  return env.GITHUB_ACTIONS === "true";
}
