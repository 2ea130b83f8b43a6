/**
 * True if the locale has characters beyond ASCII, in UTF-8. As for setlocale(3), the first of these variables that is
 * set and not empty decides. If none is, nothing speaks against it: a container often has no locale, and its terminal is one
 * for UTF-8 all the same.
 */
export function showsUnicode({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv): boolean {
  const locale = LC_ALL || LC_CTYPE || LANG;
  return !locale || /utf-?8/i.test(locale);
}
