/**
 * What a parser's English sentence says, as a word that the interface puts into the learner's language. The sentence itself stays
 * beside it, as a detail.
 */

const reasons: ReadonlyArray<[reason: string, message: RegExp]> = [
  ['unterminatedText', /^Unterminated string/],
  ['unterminatedTemplate', /^Unterminated template/],
  ['unterminatedComment', /^Unterminated comment/],
  ['unterminatedPattern', /^Unterminated regular expression/],
  ['wrongPattern', /^(?:Invalid|Duplicate) regular expression/],
  ['declaredTwice', /has already been declared$/],
  ['parameterTwice', /^Argument name clash/],
  ['exportedTwice', /^Duplicate export /],
  ['notAssignable', /^Assigning to rvalue|cannot appear in left-hand side|^Binding .* expression/],
  ['outsideFunction', /^'return' outside of function/],
  ['outsideLoop', /^Unsyntactic /],
  ['awaitOutside', /'await'/],
  [
    'reservedWord',
    /^(?:The keyword '.*' is reserved|Cannot use (?:keyword )?'|Unexpected (?:reserved word|keyword)|let is disallowed)/,
  ],
  [
    'wrongNumber',
    /^(?:Invalid number|Identifier directly after number|Expected number in radix|Numeric separator|Octal literal)/,
  ],
  ['wrongEscape', /escape/i],
  ['onlyAtTop', /may only appear at the top level/],
  ['mixedLogic', /^Logical expressions and coalesce/],
  ['tryAlone', /^Missing catch or finally/],
  ['defaultTwice', /^Multiple default clauses/],
  ['shorthandValue', /^Shorthand property assignments/],
  ['unexpected', /^Unexpected (?:token|character)/],
]

export const syntaxReasons: readonly string[] = reasons.map(([reason]) => reason)

/** @returns 'other' for what is too rare for a sentence of its own */
export function syntaxReasonOf(message: string): string {
  return reasons.find(([, pattern]) => pattern.test(message))?.[0] ?? 'other'
}
