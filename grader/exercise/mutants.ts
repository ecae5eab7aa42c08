/**
 * Small changes of a right answer, one at a time: what a check must see. The operators are those of mutation testing
 * (DeMillo, Lipton and Sayward, 1978) and, because answers here are numerical, neighbours among tfjs's operations, constants and
 * shapes.
 */
import { parse } from 'acorn'
import type { AnyNode, CallExpression, Expression, Literal, SpreadElement } from 'acorn'
import { lineAndColumn } from './refusal.ts'
import { stripTypes } from './strip-types.ts'
import { walkTree } from './syntax-tree.ts'

export interface Mutant {
  /** 1-based, in the answer as it was typed. */
  line: number
  /** The changed part between what stands beside it: "a [+ → -] b". Together with the line's text it names the mutant. */
  change: string
  /** The line as it was typed, without its indentation. */
  text: string
  /** The whole changed module, types stripped. */
  source: string
}

interface Edit {
  start: number
  end: number
  text: string
}

/** @throws UnreadableError for a text that is no module */
export function listMutants(source: string): Mutant[] {
  const stripped = stripTypes(source)
  const program = parse(stripped, { ecmaVersion: 'latest', sourceType: 'module' })
  const edits: Edit[] = []
  const forTypes = findWhatTypesAskFor(program)
  walkTree(program, (node) => {
    if (!forTypes.some(({ start, end }) => start <= node.start && node.end <= end))
      edits.push(...editsOf(node, stripped))
  })
  const lines = source.split('\n')
  const seen = new Set([stripped])
  return edits
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .flatMap((edit) => {
      const changed = stripped.slice(0, edit.start) + edit.text + stripped.slice(edit.end)
      if (seen.has(changed)) return []
      seen.add(changed)
      const { line } = lineAndColumn(stripped, edit.start)
      return [{ line, change: describe(edit, stripped), text: (lines[line - 1] ?? '').trim(), source: changed }]
    })
}

/**
 * What stands there because an index may miss: `row[i] ?? 0`, `if (row === undefined) throw …`. Where none misses, no change of
 * it shows, and no check could be sharpened.
 */
function findWhatTypesAskFor(program: AnyNode): Array<{ start: number; end: number }> {
  const found: Array<{ start: number; end: number }> = []
  walkTree(program, (node) => {
    if (node.type === 'LogicalExpression' && node.operator === '??' && mayMiss(node.left) && isEmptyValue(node.right)) {
      found.push({ start: node.right.start, end: node.right.end })
    }
    if (node.type === 'IfStatement' && asksForUndefined(node.test)) {
      found.push({ start: node.test.start, end: node.test.end })
    }
  })
  return found
}

const mayMiss = (node: AnyNode): boolean =>
  (node.type === 'MemberExpression' && node.computed) ||
  (node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    node.callee.property.type === 'Identifier' &&
    node.callee.property.name === 'at')

const isEmptyValue = (node: AnyNode): boolean =>
  (node.type === 'Literal' && (node.value === 0 || node.value === '')) ||
  (node.type === 'Identifier' && node.name === 'NaN') ||
  (node.type === 'ArrayExpression' && node.elements.length === 0)

function asksForUndefined(test: AnyNode): boolean {
  if (test.type === 'LogicalExpression') return asksForUndefined(test.left) && asksForUndefined(test.right)
  return (
    test.type === 'BinaryExpression' &&
    test.operator === '===' &&
    test.right.type === 'Identifier' &&
    test.right.name === 'undefined'
  )
}

/** Characters shown on either side of a change. */
const beside = 24

function describe({ start, end, text }: Edit, code: string): string {
  const before =
    code
      .slice(Math.max(0, start - beside), start)
      .split('\n')
      .at(-1) ?? ''
  const after = code.slice(end, end + beside).split('\n')[0] ?? ''
  return `${before.trimStart()}[${onOneLine(code.slice(start, end))} → ${onOneLine(text)}]${after.trimEnd()}`
}

function onOneLine(text: string): string {
  const short = text.replaceAll(/\s+/g, ' ').trim()
  return short.length > 90 ? `${short.slice(0, 60)} … ${short.slice(-25)}` : short
}

const binary: Readonly<Record<string, readonly string[]>> = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
}
const assigning: Readonly<Record<string, string>> = { '+=': '-=', '-=': '+=', '*=': '/=', '/=': '*=' }

/** Functions and methods that take each other's place without an error. */
const neighbours: Readonly<Record<string, readonly string[]>> = {
  add: ['sub'],
  sub: ['add'],
  mul: ['div'],
  div: ['mul'],
  sum: ['mean'],
  mean: ['sum'],
  max: ['min'],
  min: ['max'],
  maximum: ['minimum'],
  minimum: ['maximum'],
  greater: ['greaterEqual', 'less'],
  greaterEqual: ['greater'],
  less: ['lessEqual', 'greater'],
  lessEqual: ['less'],
  floor: ['ceil'],
  ceil: ['floor'],
  round: ['floor'],
  sqrt: ['abs'],
  square: ['abs'],
  exp: ['expm1'],
  expm1: ['exp'],
  log: ['log1p'],
  log1p: ['log'],
  tanh: ['sin'],
  sin: ['cos'],
  cos: ['sin'],
  zeros: ['ones'],
  ones: ['zeros'],
  zerosLike: ['onesLike'],
  onesLike: ['zerosLike'],
  every: ['some'],
  some: ['every'],
  find: ['findLast'],
  findIndex: ['findLastIndex'],
}
/** Functions whose arguments may change places. */
const commutative = new Set(
  `add mul maximum minimum max min hypot equal notEqual logicalAnd logicalOr squaredDifference`.split(' '),
)
/** Methods without which a chain still has its type. */
const removable = new Set(
  `transpose reverse toReversed abs neg square sqrt exp log tanh relu sigmoid flatten clone slice round floor ceil toSorted`.split(
    /\s+/,
  ),
)

function editsOf(node: AnyNode, code: string): Edit[] {
  const textOf = ({ start, end }: { start: number; end: number }): string => code.slice(start, end)
  const instead = (of: { start: number; end: number }, text: string): Edit => ({ start: of.start, end: of.end, text })
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression': {
      if (node.operator === '??' && mayMiss(node.left) && isEmptyValue(node.right)) return []
      const operator = operatorBetween(code, node)
      if (operator === undefined) return []
      const others = (binary[node.operator] ?? []).map((other) => instead(operator, other))
      return node.operator === '+' || node.operator === '-' || node.operator === '??'
        ? [...others, instead(node, textOf(node.left))]
        : others
    }
    case 'AssignmentExpression': {
      const other = assigning[node.operator]
      const operator = operatorBetween(code, node)
      return other === undefined || operator === undefined ? [] : [instead(operator, other)]
    }
    case 'UpdateExpression': {
      const flipped = textOf(node).replace(node.operator, node.operator === '++' ? '--' : '++')
      return [instead(node, flipped)]
    }
    case 'UnaryExpression':
      return ['-', '!', '+'].includes(node.operator) ? [instead(node, ` ${textOf(node.argument)}`)] : []
    case 'Literal':
      return literalEdits(node).map((text) => instead(node, text))
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].map((branch) => instead(node, `(${textOf(branch)})`))
    case 'IfStatement': {
      if (asksForUndefined(node.test)) return []
      const always = instead(node.test, 'true')
      const never = instead(node.test, 'false')
      return [always, never]
    }
    case 'WhileStatement':
      return [instead(node.test, 'false')]
    case 'ExpressionStatement':
      // A directive is no deed.
      return 'directive' in node && node.directive !== undefined ? [] : [instead(node, ';')]
    case 'BreakStatement':
    case 'ContinueStatement':
      return [instead(node, ';')]
    case 'CallExpression':
      return callEdits(node, textOf, instead)
    default:
      return []
  }
}

/** Where the sign between two operands stands. */
function operatorBetween(
  code: string,
  node: { left: { end: number }; right: { start: number }; operator: string },
): { start: number; end: number } | undefined {
  // Only brackets and comments may stand beside it.
  const at = code.slice(node.left.end, node.right.start).indexOf(node.operator)
  if (at < 0) return undefined
  return { start: node.left.end + at, end: node.left.end + at + node.operator.length }
}

function literalEdits({ value, raw }: Literal): string[] {
  if (typeof value === 'boolean') return [String(!value)]
  if (typeof value !== 'number') return []
  if (!Number.isFinite(value)) return []
  if (!Number.isInteger(value) || /e/i.test(raw ?? '')) return [`${value * 1.1}`, `${value * 10}`, '0']
  return value === 0 ? ['1'] : [`${value + 1}`, `${value - 1}`]
}

function callEdits(
  node: CallExpression,
  textOf: (node: { start: number; end: number }) => string,
  instead: (of: { start: number; end: number }, text: string) => Edit,
): Edit[] {
  const edits: Edit[] = []
  const { callee } = node
  const name = callee.type === 'MemberExpression' && !callee.computed ? callee.property : callee
  if (name.type === 'Identifier') {
    edits.push(...(neighbours[name.name] ?? []).map((other) => instead(name, other)))
    if (callee.type === 'MemberExpression' && removable.has(name.name)) {
      // A function of a namespace leaves its argument, a method what it was called on.
      const isOfNamespace =
        callee.object.type === 'Identifier' && ['tf', 'Math'].includes(callee.object.name) && node.arguments.length > 0
      const [first] = node.arguments
      if (isOfNamespace && first !== undefined) edits.push(instead(node, `(${textOf(first)})`))
      else if (!isOfNamespace) edits.push(instead(node, textOf(callee.object)))
    }
  }
  if (name.type === 'Identifier' && commutative.has(name.name)) return edits
  edits.push(
    ...swaps(node.arguments).map(([a, b]) => instead({ start: a.start, end: b.end }, `${textOf(b)}, ${textOf(a)}`)),
  )
  return edits
}

/** Neighbours among the arguments that could be taken for each other. */
function swaps(given: ReadonlyArray<Expression | SpreadElement>): Array<[Expression, Expression]> {
  return given.flatMap((one, at): Array<[Expression, Expression]> => {
    const next = given[at + 1]
    if (next === undefined || one.type === 'SpreadElement' || next.type === 'SpreadElement') return []
    // A callback or a record in the place of a number fails at once and shows nothing.
    const isOdd = ({ type }: Expression): boolean => type.endsWith('FunctionExpression') || type === 'ObjectExpression'
    return isOdd(one) || isOdd(next) ? [] : [[one, next]]
  })
}
