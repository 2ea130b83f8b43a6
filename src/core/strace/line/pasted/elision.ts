/** A person's line is short; a longer one is not searched. */
const LONGEST = 120;
const LEAD = "(?://|#|;|--)?[ \\t]*[[(<{*]?[ \\t]*";
const DOTS = "(?:\\.{3,}|\\xe2\\x80\\xa6|\\xe2\\x8b\\xae)";
const WORDS =
  "\\b(?:snip(?:ped)?|elided|omitted|removed|truncated|skipped|cut|stripped|trimmed|deleted|left out|more|repeated)\\b";
/** `...`, `[...]`, `// ... 12 lines more ...`, `... and so on ...` */
const ONLY_DOTS = new RegExp(`^${LEAD}${DOTS}(?:[^"]*${DOTS})?[ \\t]*[\\])>}*]?$`);
/** `... 12 lines removed` */
const DOTS_AND_WORDS = new RegExp(`^${LEAD}${DOTS}[^"]*${WORDS}`, "i");
/** `[snip]`, `<snip>`, `(many lines removed)`, `--- cut ---`, `# 40 lines omitted` */
const WORDS_IN_BRACKETS = new RegExp(
  `^(?:[[(<{*~=-]+[^"=]*${WORDS}[^"=]*[\\])>}*~=-]+|(?://|#|;)[^"=]*${WORDS}[^"=]*)$`,
  "i",
);
const ONLY_WORD = /^(?:snip(?:ped)?|\d+ (?:more )?lines (?:more|omitted|removed|snipped|skipped|cut))\.?$/i;
/** `-- 8< --`, `✂` */
const SCISSORS = /^[-=~ \t#/]*(?:8<|>8|%<|>%|\xe2\x9c\x82)[-=~ \t8<>%]*(?:[a-z ]*[-=~ \t8<>%]*)$/i;

/** True for a line that a person put in the place of lines that were left out. `text` has one char a byte. */
export function isElision(text: string): boolean {
  const line = text.length > LONGEST ? "" : text.trim();
  if (line === "" || (line.endsWith(">") && !line.includes("<"))) return false; // the rest of <unfinished ...>
  const forms = [ONLY_DOTS, DOTS_AND_WORDS, WORDS_IN_BRACKETS, ONLY_WORD, SCISSORS];
  return forms.some((form) => form.test(line));
}
