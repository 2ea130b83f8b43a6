export const SITE_POLICY: string;
export const FIRST_LOAD: readonly string[];

export function siteFiles(root: string): Promise<{
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly modules: readonly string[];
}>;
