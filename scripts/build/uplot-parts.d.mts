/** A plugin of rolldown; see uplot-parts.mjs. */
export function uplotParts(charts: { readonly isLinear: boolean }): {
  readonly name: string;
  readonly transform: { readonly handler: (code: string) => { readonly code: string } };
};
