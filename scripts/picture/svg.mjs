import { styledLines } from "./sgr.mjs";

// Every monospaced font of a system has characters of 0.6 em or less, so that a line never leaves the picture.
const [FONT_SIZE, CHARACTER, LINE, MARGIN] = [13, 0.605, 19, 20];
const FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace";
/** Light, then dark: colours with a contrast of at least 4.5 : 1 on their background. */
const COLORS = {
  page: ["#f6f8fa", "#161b22"],
  edge: ["#d1d9e0", "#30363d"],
  text: ["#1f2328", "#e6edf3"],
  dim: ["#59636e", "#9198a1"],
  red: ["#b3202a", "#ff7b72"],
  green: ["#116329", "#56d364"],
  yellow: ["#7d4e00", "#e3b341"],
  blue: ["#0550ae", "#79c0ff"],
  magenta: ["#8250df", "#d2a8ff"],
  cyan: ["#1b7c83", "#56d4dd"],
};

/**
 * What a terminal shows of a text with SGR sequences, as SVG: selectable text, light or dark as the reader prefers, no script and
 * no font of its own. The description is the whole text, for those who do not see it.
 */
export function terminalSvg(title, text) {
  const lines = styledLines(text);
  const plain = lines.map((runs) => runs.map((run) => run.text).join(""));
  const width = Math.ceil(Math.max(...plain.map((line) => line.length)) * FONT_SIZE * CHARACTER) + 2 * MARGIN;
  const height = lines.length * LINE + 2 * MARGIN;
  const used = new Set(lines.flatMap((runs) => runs.flatMap((run) => classesOf(run))));
  const shown = ["text", ...Object.keys(COLORS).filter((name) => used.has(name))];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">
<title id="title">${escaped(title)}</title>
<desc id="desc">${escaped(plain.join("\n"))}</desc>
<style>
text { font: ${FONT_SIZE}px ${FONTS}; white-space: pre }
${styles(shown, 0)}
.bold { font-weight: 600 }
@media (prefers-color-scheme: dark) {
${styles(shown, 1)}
}
</style>
<rect class="page" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>
${lines.map(lineOf).filter(Boolean).join("\n")}
</svg>
`;
}

function styles(names, scheme) {
  const page = `.page { fill: ${COLORS.page[scheme]}; stroke: ${COLORS.edge[scheme]} }`;
  const fills = names.map((name) => `${name === "text" ? "text" : `.${name}`} { fill: ${COLORS[name][scheme]} }`);
  return [page, ...fills].join("\n");
}

function lineOf(runs, row) {
  if (runs.length === 0) return "";
  const y = MARGIN + row * LINE + FONT_SIZE;
  return `<text x="${MARGIN}" y="${y}" xml:space="preserve">${runs.map(spanOf).join("")}</text>`;
}

function spanOf(run) {
  const classes = classesOf(run);
  return classes.length === 0 ? escaped(run.text) : `<tspan class="${classes.join(" ")}">${escaped(run.text)}</tspan>`;
}

function classesOf({ bold, dim, color }) {
  return [bold && "bold", color ?? (dim && "dim")].filter(Boolean);
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
