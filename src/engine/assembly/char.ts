/** The ASCII characters that the engine looks for. */
export enum Char {
  Tab = 0x09,
  Newline = 0x0a,
  VerticalTab = 0x0b,
  FormFeed = 0x0c,
  Return = 0x0d,
  Space = 0x20,
  Exclamation = 0x21,
  Quote = 0x22,
  Hash = 0x23,
  Dollar = 0x24,
  Percent = 0x25,
  Ampersand = 0x26,
  Apostrophe = 0x27,
  OpenParen = 0x28,
  CloseParen = 0x29,
  Star = 0x2a,
  Plus = 0x2b,
  Comma = 0x2c,
  Minus = 0x2d,
  Dot = 0x2e,
  Slash = 0x2f,
  Zero = 0x30,
  One = 0x31,
  Two = 0x32,
  Seven = 0x37,
  Nine = 0x39,
  Colon = 0x3a,
  Semicolon = 0x3b,
  Less = 0x3c,
  Equals = 0x3d,
  Greater = 0x3e,
  Question = 0x3f,
  At = 0x40,
  A = 0x41,
  C = 0x43,
  E = 0x45,
  H = 0x48,
  L = 0x4c,
  O = 0x4f,
  P = 0x50,
  R = 0x52,
  S = 0x53,
  T = 0x54,
  Z = 0x5a,
  OpenBracket = 0x5b,
  Backslash = 0x5c,
  CloseBracket = 0x5d,
  Caret = 0x5e,
  Underscore = 0x5f,
  Backtick = 0x60,
  a = 0x61,
  c = 0x63,
  e = 0x65,
  f = 0x66,
  g = 0x67,
  k = 0x6b,
  n = 0x6e,
  o = 0x6f,
  r = 0x72,
  s = 0x73,
  t = 0x74,
  u = 0x75,
  v = 0x76,
  x = 0x78,
  z = 0x7a,
  OpenBrace = 0x7b,
  Bar = 0x7c,
  CloseBrace = 0x7d,
  Tilde = 0x7e,
}

export function isDigit(char: i32): bool {
  return char >= Char.Zero && char <= Char.Nine;
}

export function isCapital(char: i32): bool {
  return char >= Char.A && char <= Char.Z;
}

export function isSmall(char: i32): bool {
  return char >= Char.a && char <= Char.z;
}

/** A letter, a digit or `_`. */
export function isWordChar(char: i32): bool {
  return isSmall(char | 0x20) || isDigit(char) || char === Char.Underscore;
}
