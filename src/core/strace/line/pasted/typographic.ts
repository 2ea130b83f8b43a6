const CALL = /^[^"]{0,80}?(?:\b[a-z_0-9]+\(|<(?:\.\.\.|\xe2\x80\xa6) [a-z_0-9]+ resumed>)/;
/** `--- SIGCHLD {...} ---` with dashes of a word processor. */
const SIGNAL = /^([^"]{0,80}?)\xe2\x80\x94-? (SIG.*|stopped by SIG\w+) (?:\xe2\x80\x94-?|---)$/s;

/**
 * A line of strace's whose quotes, dots, arrows and dashes a word processor or a web page made typographic (UTF-8, one
 * char a byte), as strace printed it. Other text stays.
 */
export function withPlainQuotes(text: string): string {
  const signal = SIGNAL.exec(text);
  if (signal) return `${signal[1]}--- ${plain(signal[2] ?? "")} ---`;
  return CALL.test(text) ? plain(text) : text;
}

function plain(text: string): string {
  return text
    .replace(/\xe2\x80[\x9c-\x9f]/g, '"')
    .replace(/\xe2\x80\xa6/g, "...")
    .replace(/\xe2\x86\x92/g, "->");
}
