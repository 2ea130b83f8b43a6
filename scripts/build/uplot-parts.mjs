// uPlot, as far as the charts of the pages need it. It is one function for all that any chart may ask for, in which a bundler finds nothing
// that it may drop. These tables say what our charts never ask for; the bundler drops by itself what only that would need.
//
// When a version of uPlot lacks one of these places, the build fails, and names it.

/** Statements that are left out, by their first words. */
const LEFT_OUT = [
  // functions that nobody calls
  ...assignments(
    "self",
    "addSeries",
    "delSeries",
    "setSeries",
    "addBand",
    "setBand",
    "delBand",
    "setSelect",
    "setLegend",
  ),
  ...assignments("self", "batch", "pub", "valToIdx", "posToIdx"),
  ...assignments(
    "uPlot",
    "assign",
    "fmtNum",
    "rangeNum",
    "rangeLog",
    "rangeAsinh",
    "orient",
    "pxRatio",
    "join",
    "fmtDate",
  ),
  ...assignments("uPlot", "tzDate", "sync", "addGap", "clipGaps"),
  ...assignments("(paths", "bars", "spline"),
  // times of the day
  ...constants("localTz", "days3", "months3", "engNames", "[ timeIncrsMs,", "[ timeIncrsS,"),
  ...constants("_tzDate", "_fmtDate", "_timeAxisSplits", "_timeAxisVals", "_timeSeriesVal"),
  // the legend, for which the page has words of its own
  ...constants("markers"),
  ...assignments("legend", "idxs"),
  ...assignments("markers", "width", "dash", "stroke", "fill"),
  ...assignments("s", "value", "label"),
  // what a mouse button does, and charts that follow each other
  ...[
    'on("click", wrap,',
    "onMouse(mousedown,",
    "onMouse(dblclick,",
    "let dragX ",
    "let dragY ",
    'events["setSeries"] ',
  ],
  ...constants("drag", "events", "syncOpts", "syncKey", "sync"),
  ...assignments("drag", "_x", "_y"),
  ...assignments("events", "mousedown", "mousemove", "mouseup", "dblclick"),
  ...["cursor.sync ", "sync.sub(", "sync.unsub("],
  // points, and what is looked up at the cursor
  ...["const pointsPath ", "points,", "cacheStrokeFill(i, true);", "if (cursor.dataIdx == null)"],
  ...["for (let i = 0; i < cursorPts.length; i++)", "for (let i = mode == 2 ? 1 : 0;"],
  // several scales in a series, bands between series, plugins
  ...["const xySeriesOpts ", "bands.forEach(b =>", "(opts.plugins || []).forEach("],
];

/** What is the same for every chart, and what the bundler reads instead. */
const SETTLED = longestFirst({
  // a time for each column of values, from left to right; no time of the day
  "mode == 1": "true",
  "mode == 2": "false",
  "scaleX.ori == 0": "true",
  "scaleX.ori == 1": "false",
  "sx.ori == 0": "true",
  "time: FEAT_TIME": "time: false",
  "let isTime = sc.time;": "const isTime = false;",
  "let isTime = mode == 1 && scales[s.scale].time;": "const isTime = false;",
  "scaleX.time": "false",
  // scales say their ranges, and depend on nothing
  "rangeIsArr && (rn[0] == null || rn[1] == null)": "false",
  "!rangeIsArr && isObj(rn)": "false",
  "rn || (isTime ?": "true ? rn : (isTime ?",
  "s.show && s.auto": "false",
  "scaleOpts.from != null": "false",
  "sc.from != null": "false",
  "sc.from == null": "true",
  "wsc.from != null": "false",
  "wsc.from == null": "true",
  "[_min, _max] = rangeNum(_min, _max, rangePad, true)": "_max = _min + 1",
  "xScaleDistr == 2": "false",
  "xScaleDistr == 4": "false",
  "scale.distr == 2": "false",
  "sc.distr == 2": "false",
  "sc.distr == 4": "false",
  "distr == 4": "false",
  "sc.distr == 3 && sc.log == 2": "false",
  // no legend, no points, none of them at the cursor; nothing stands out, is selected or waits
  "const showLegend = legend.show;": "const showLegend = false;",
  "const legend     = (self.legend = assign({}, legendOpts, opts.legend));": "",
  "legend.show && legend.live && shouldSetLegend": "false",
  "legend.live": "false",
  "if (shouldSetLegend) {": "if (false) {",
  "paths: pointsPath,": "",
  "show: seriesPointsShow,": "",
  "if (show || idxs)": "if (false)",
  "if (_points)": "if (false)",
  "if (!_points)": "if (true)",
  "_points ? series[si].points : series[si]": "series[si]",
  "_points && fillStyle == null": "false",
  "show:   cursorPointShow,": "",
  "size:   cursorPointSize,": "",
  "stroke: cursorPointStroke,": "",
  "fill:   cursorPointFill,": "",
  "pt = initCursorPt(s, i);": "pt = null;",
  "pt != null": "false",
  "const cursorFocus = focus.prox >= 0;": "const cursorFocus = false;",
  "const cursorOnePt = cursorFocus && points.one;": "const cursorOnePt = false;",
  "series.some(s => s._focus) && ctxAlpha != focus.alpha": "false",
  "syncOpts.match.length == 2": "false",
  "select.show": "false",
  "if (dragging": "if (false",
  "if (cursor._lock)": "if (false)",
  "if (deferHooks)": "if (false)",
  "if (_pub) {": "if (false) {",
  "if (e != null)": "if (true)", // no other chart moves this one
  "src == null || src.cursor.event.type == mousemove": "true",
  // axes with straight labels, without a title or a border; lines of one colour; no bands
  "axis.label != null": "false",
  "let angle = axis._rotate * -PI/180;": "const angle = 0;",
  "if (border.show)": "if (false)",
  "if (opts.title)": "if (false)",
  "opts.id != null": "false",
  "strokePath instanceof Map": "false",
  "fillPath instanceof Map": "false",
  "flags != 0 && bands": "false && bands",
  "if (bandClip)": "if (false)",
  "gapsClip || bandClip": "gapsClip",
  "let [ bandFillDir, bandClipDir ] = bandFillClipDirs(u, seriesIdx);": "const bandFillDir = 0;",
  "bandClipDir != 0": "false",
});

/** The same for charts without a logarithmic scale. */
const LINEAR = longestFirst({
  "sc.distr >= 3 && sc.log == 10": "false",
  "xScaleDistr == 3": "false",
  "scale.distr ==  3": "false",
  "sc.distr == 3": "false",
  "distr == 3": "false",
});

const FILE = /[\\/]uplot[\\/]dist[\\/]uPlot\.esm\.js$/;
const SPECIAL = /[^\w ]/g;

/**
 * A plugin of rolldown that leaves out of uPlot what no chart asks for.
 *
 * @param isLinear true for a page of which no chart has a logarithmic scale
 */
export const uplotParts = ({ isLinear }) => ({
  name: "uplot-parts",
  transform: {
    filter: { id: FILE },
    handler(code) {
      const shorter = LEFT_OUT.reduce((text, words) => replaced(text, words, statement(words), ""), code);
      const settled = isLinear ? [...SETTLED, ...LINEAR] : SETTLED;
      return {
        code: settled.reduce((text, [from, to]) => replaced(text, from, expression(from), to), shorter),
        map: null,
      };
    },
  },
});

function assignments(object, ...names) {
  return names.map((name) => `${object}.${name} `);
}

function constants(...names) {
  return names.map((name) => `const ${name} `);
}

/** Some of these texts are parts of others. */
function longestFirst(texts) {
  return Object.entries(texts).sort(([one], [other]) => other.length - one.length);
}

/** This text, unless it is the end of a longer name. */
function expression(text) {
  return new RegExp(`(?<![\\w.])${text.replace(SPECIAL, "\\$&")}(?!\\w)`, "g");
}

/** The statement that begins with these words: its line and, when that opens a bracket, all lines until it is closed. */
function statement(words) {
  return new RegExp(
    `^(\\t*)${words.replace(SPECIAL, "\\$&")}(?:.*[({[?]\\n(?:\\1\\t.*\\n|\\n)*\\1[)}\\]].*|.*)$`,
    "gm",
  );
}

function replaced(text, words, places, instead) {
  const result = text.replace(places, () => instead);
  if (result === text) {
    throw new Error(
      `uPlot has no "${words}" any more: look at what it has now, and say so in scripts/build/uplot-parts.mjs`,
    );
  }
  return result;
}
