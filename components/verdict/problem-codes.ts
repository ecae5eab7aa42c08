/** Every problem and note code that has a text (messages: `problems`). */
export const problemCodes = [
  'syntax',
  'undefined-name',
  'did-you-mean',
  'not-imported',
  'no-default',
  'look-alike',
  'odd-character',
  'invisible-character',
  'stray-character',
  'wrong-encoding',
  'unclosed',
  'misnamed-export',
  'look-alike-export',
  'inside-default',
  'empty-export',
  'class-exported',
  'unsupported',
  'foreign-import',
  'dynamic-import',
  'direct-eval',
  'html-comment',
  'missing-export',
  'not-a-function',
  'throw-at-load',
  'source-too-large',
  'too-deep',
  'compile-limit',
  'unknown-import-name',
  'threw',
  'operation-failed',
  'no-tensor-given',
  'product-shapes',
  'product-batches',
  'no-gradient',
  'broadcast-shapes',
  'join-shapes',
  'reshape-size',
  'slice-range',
  'gather-range',
  'wrong-shape',
  'wrong-dtype',
  'wrong-type',
  'wrong-length',
  'promise-returned',
  'disposed-tensor',
  'not-a-tensor',
  'fake-tensor',
  'too-large',
  'too-nested',
  'not-repeatable',
  'time-limit',
  'heap-limit',
  'tensor-limit',
  'kernel-limit',
  'result-limit',
  'cage-died',
  'starved',
  'cage-silent',
  'sandbox-blocked',
  'protocol',
  'judge-failed',
  'experiment-failed',
  'no-webgl',
  'stopped',
  'refused-name',
  'tensor-leak',
  'measured-again',
  'not-measured',
  'no-draw',
  'unreachable',
] as const

export type ProblemCode = (typeof problemCodes)[number]
type ProblemText = ProblemCode | 'unknown-import-name-bare' | 'unknown'

/** Parameters that problems may carry, so that one which a grader left out is shown as a dash, not as a fault of ours. */
const knownParams = [
  'name',
  'message',
  'reason',
  'module',
  'suggestion',
  'export',
  'where',
  'expected',
  'actual',
  'limit',
  'limitMs',
  'limitMb',
  'limitKb',
  'limitBytes',
  'requestedMb',
  'detail',
  'instead',
  'count',
  'section',
  'statement',
  'meant',
  'character',
  'codePoint',
  'bracket',
  'found',
  'what',
  'operation',
  'left',
  'right',
  'innerLeft',
  'innerRight',
  'axis',
  'size',
  'wanted',
  'begin',
  'index',
]
const missing = Object.fromEntries(knownParams.map((name) => [name, '–']))

export interface CodeWithParams {
  code: string
  params: Record<string, string | number>
}

/** Which text says this problem: its own, one without what is not known, or a general one. */
export function textOfProblem({ code, params }: CodeWithParams): ProblemText {
  if (code === 'unknown-import-name' && !params['suggestion']) return 'unknown-import-name-bare'
  return problemCodes.find((one) => one === code) ?? 'unknown'
}

export function paramsOfProblem({ code, params }: CodeWithParams): Record<string, string | number> {
  return { ...missing, code, ...params }
}
