/** What the package holds, and nothing else: what runs, its types, and what a user reads. */
const EXPECTED = [
  /^(README|CHANGELOG)\.md$|^LICENSE$|^package\.json$/,
  /^dist\/cli\/[\w-]+\.cjs$/,
  /^dist\/(index|analyze\/index|engine\/host|chunks\/[\w-]+)\.js$/,
  /^dist\/[\w/-]+\.d\.ts$/,
  /^dist\/engine\/engine(\.scalar)?\.wasm$/,
  /^dist\/page\/(report|live)\.html$/,
  /^dist\/licenses\/[\w@.-]+\.txt$/,
  /^schema\/[\w-]+\.schema\.json$/,
  /^docs\/(README\.md|(use|reference|explain)\/[\w/-]+\.(md|conf|py|js|mjs|ts|yml|yaml|sh)|assets\/[\w-]+\.svg)$/,
  /^man\/unflushed\.1$/,
];
/** Bytes. A megabyte more is no accident of the build: raise these on purpose. */
const [LARGEST, LARGEST_UNPACKED] = [1_500_000, 4_500_000];

/** What is wrong with the contents of a package; nothing if all is well. */
export function problemsOf({ files, size, unpackedSize }) {
  const paths = files.map(({ path }) => path);
  const unexpected = paths.filter((path) => !EXPECTED.some((pattern) => pattern.test(path)));
  const missing = EXPECTED.filter((pattern) => !paths.some((path) => pattern.test(path)));
  return [
    ...unexpected.map((path) => `holds ${path}, which nobody who installs it needs`),
    ...missing.map((pattern) => `holds no file like ${pattern}`),
    ...(size > LARGEST ? [`is ${size} bytes, more than ${LARGEST}`] : []),
    ...(unpackedSize > LARGEST_UNPACKED ? [`unpacks to ${unpackedSize} bytes, more than ${LARGEST_UNPACKED}`] : []),
  ];
}
