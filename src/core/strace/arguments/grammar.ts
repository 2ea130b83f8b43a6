import { EmbeddedActionsParser, type IToken } from "chevrotain";
import {
  annotate,
  commentOf,
  contextOf,
  integerValue,
  isContext,
  isCut,
  isShown,
  nameToken,
  quotedValue,
  symbol,
  toMember,
} from "./build-value.js";
import * as t from "./tokens.js";
import type { Annotations, Value } from "./value.js";

const EMPTY: Value = { kind: "empty" };

/**
 * The grammar of everything between the parentheses of a traced call.
 *
 *     arguments  = element *( "," element )
 *     element    = [ name "=" ] [ value ]
 *     value      = expression [ ( "=>" / "->" ) [ name "=" ] expression ]
 *     expression = 1*( operator / term )       ; sets such as [3 5] have no operator
 *     term       = *comment primary *( decoration / comment / "(deleted)" )
 *     primary    = integer / quoted / char / word / call / "(" expression ")" / struct / [ "~" ] array / "~" "(" expression ")"
 */
export class ArgumentsParser extends EmbeddedActionsParser {
  /** @param skipValidations the grammar is the same at every start: a test holds it to its rules, once */
  constructor(skipValidations = true) {
    super(t.tokenTypes, { maxLookahead: 2, recoveryEnabled: false, skipValidations });
    this.performSelfAnalysis();
  }

  readonly arguments = this.RULE("arguments", (): Value[] => this.SUBRULE(this.elements));

  private readonly elements = this.RULE("elements", (): Value[] => {
    const found: Value[] = [];
    const first = this.SUBRULE1(this.element);
    this.ACTION(() => found.push(first));
    this.MANY(() => {
      this.CONSUME(t.Comma);
      const next = this.SUBRULE2(this.element);
      this.ACTION(() => found.push(next));
    });
    return found.length === 1 && found[0] === EMPTY ? [] : found;
  });

  private readonly element = this.RULE("element", (): Value => {
    let value: Value = EMPTY;
    this.OPTION1(() => {
      value = this.SUBRULE(this.value);
    });
    this.OPTION2(() => {
      this.CONSUME(t.Equals);
      const name = value;
      let right: Value = EMPTY;
      this.OPTION3(() => {
        right = this.SUBRULE2(this.value);
      });
      value = this.ACTION(() => ({ kind: "named", name: nameToken(name), value: right }));
    });
    return value;
  });

  private readonly value = this.RULE("value", (): Value => {
    let before: Value = EMPTY;
    this.OR([
      {
        ALT: () => {
          before = this.SUBRULE1(this.expression);
          this.OPTION(() => {
            this.CONSUME1(t.ChangeArrow);
            const from = before;
            let after = this.SUBRULE2(this.expression);
            this.OPTION2(() => {
              this.CONSUME(t.Equals); // `features=0 => features=UFFD_FEATURE_...` says the name again
              after = this.SUBRULE4(this.expression);
            });
            before = this.ACTION(() => ({ kind: "change", before: from, after }));
          });
        },
      },
      {
        // clone3 prints its out-parameters as an element of their own: `, => {parent_tid=[9]}`
        ALT: () => {
          this.CONSUME2(t.ChangeArrow);
          before = this.SUBRULE3(this.expression);
        },
      },
    ]);
    return before;
  });

  private readonly expression = this.RULE("expression", (): Value => {
    const parts: Value[] = [];
    const operators: string[] = [];
    let operator = "";
    this.AT_LEAST_ONE(() =>
      this.OR([
        {
          ALT: () => {
            operator += this.CONSUME(t.Operator).image;
          },
        },
        {
          ALT: () => {
            const part = this.SUBRULE(this.term);
            this.ACTION(() => {
              parts.push(part);
              operators.push(operator);
              operator = "";
            });
          },
        },
        {
          // `fsa_digipeater=[/* ??? */]`: the comment is all there is
          ALT: () => {
            const token = this.CONSUME(t.Comment);
            this.ACTION(() => {
              parts.push({ kind: "symbol", text: "", comment: commentOf(token) });
              operators.push(operator);
              operator = "";
            });
          },
        },
      ]),
    );
    return this.ACTION(() => {
      if (operator !== "") operators.push(operator); // raw mode leaves names out: `NL0|FF0|`
      const [only, context] = parts;
      if (parts.length === 2 && only && isContext(context)) return annotate(only, { context: contextOf(context) });
      const isPlain = parts.length === 1 && only && operators.length === 1 && operators[0] === "";
      return isPlain ? only : { kind: "flags", parts, operators };
    });
  });

  private readonly term = this.RULE("term", (): Value => {
    let notes: Annotations = {};
    this.MANY1(() => {
      const token = this.CONSUME1(t.Comment);
      notes = this.ACTION(() => ({ comment: commentOf(token) }));
    });
    const value = this.SUBRULE(this.primary);
    this.MANY2(() =>
      this.OR([
        {
          ALT: () => {
            const token = this.CONSUME2(t.Comment);
            notes = this.ACTION(() => ({ ...notes, comment: commentOf(token) }));
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.Deleted);
            notes = { ...notes, deleted: true };
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(t.Decoration);
            notes = this.ACTION(() => ({ ...notes, decoration: token.image.slice(1, -1) }));
          },
        },
      ]),
    );
    return this.ACTION(() => annotate(value, notes));
  });

  /** Made once: there is a primary in every word of the text. */
  private readonly primaries: { ALT: () => Value }[] = [
    { ALT: () => integerValue(this.CONSUME(t.Integer)) },
    { ALT: () => quotedValue(this.CONSUME(t.QuotedString)) },
    { ALT: () => symbol(this.CONSUME(t.Char)) },
    { ALT: () => symbol(this.CONSUME(t.Ellipsis)) },
    { ALT: () => symbol(this.CONSUME(t.Decoration)) }, // restart_syscall(<... resuming interrupted read ...>)
    { ALT: () => this.SUBRULE(this.wordOrCall) },
    { ALT: () => this.SUBRULE(this.group) },
    { ALT: () => this.SUBRULE(this.complement) },
    { ALT: () => this.SUBRULE(this.struct) },
    { ALT: () => this.SUBRULE(this.array) },
  ];

  private readonly primary = this.RULE("primary", (): Value => this.OR(this.primaries));

  private readonly wordOrCall = this.RULE("wordOrCall", (): Value => {
    const word = this.CONSUME(t.Word);
    let args: Value[] | null = null;
    this.OPTION(() => {
      this.CONSUME(t.ParenOpen);
      args = this.SUBRULE(this.elements);
      this.CONSUME(t.ParenClose);
    });
    return args === null ? symbol(word) : { kind: "call", name: word.image, args };
  });

  private readonly group = this.RULE("group", (): Value => {
    this.CONSUME(t.ParenOpen);
    const inner = this.SUBRULE(this.expression);
    this.CONSUME(t.ParenClose);
    return inner;
  });

  /** `~(1<<ICMP_ECHO)`; `~[HUP]` is an array. */
  private readonly complement = this.RULE("complement", (): Value => {
    this.CONSUME(t.Tilde);
    const inner = this.SUBRULE(this.group);
    return this.ACTION(() => ({ kind: "flags", parts: [inner], operators: ["~"] }));
  });

  private readonly struct = this.RULE("struct", (): Value => {
    this.CONSUME(t.BraceOpen);
    const items = this.SUBRULE(this.elements);
    this.CONSUME(t.BraceClose);
    return this.ACTION(() => ({ kind: "struct", members: items.filter(isShown).map(toMember), cut: isCut(items) }));
  });

  private readonly array = this.RULE("array", (): Value => {
    let negated = false;
    this.OPTION(() => {
      this.CONSUME(t.Tilde);
      negated = true;
    });
    this.CONSUME(t.BracketOpen);
    const items = this.SUBRULE(this.elements);
    this.CONSUME(t.BracketClose);
    return this.ACTION(() => ({ kind: "array", items: items.filter(isShown), cut: isCut(items), negated }));
  });
}

/** Made when it is first asked for: to tokenize needs no parser. */
let parser: ArgumentsParser | null = null;

/** As `parseArguments` of `parse-arguments.ts`. */
export function parseByGrammar(text: string): readonly Value[] | null {
  const { tokens, errors } = t.lexer.tokenize(text);
  if (errors.length > 0) return null;
  parser ??= new ArgumentsParser();
  try {
    parser.input = tokens;
    const values = parser.arguments();
    return parser.errors.length > 0 ? null : values;
  } catch (error) {
    if (error instanceof RangeError) return null; // the stack is full
    throw error;
  }
}

/** As `tokenizeArguments` of `parse-arguments.ts`. */
export function tokenizeByGrammar(text: string): readonly IToken[] {
  return t.lexer.tokenize(text).tokens;
}
