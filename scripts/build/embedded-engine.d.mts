/** A plugin of rolldown and of vite. */
export const embeddedEngine: {
  readonly name: string;
  load(id: string): string | null;
};
export const fflate: string;
