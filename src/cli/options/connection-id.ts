/** The value of `--connection`: `3` and `C3` mean `c3`. Any other text stays as it is, and no connection is called so. */
export function connectionId(text: string): string {
  const number = /^c?0*(\d+)$/i.exec(text)?.[1];
  return number === undefined ? text : `c${number}`;
}
