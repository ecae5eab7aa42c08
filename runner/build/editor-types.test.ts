import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { beforeAll, expect, test } from 'vitest'
import { hostWith, makeEditorTypes, type EditorTypes } from './editor-types.ts'

const root = process.cwd()
let types: EditorTypes

beforeAll(() => {
  types = makeEditorTypes(root)
}, 60_000)

test('the starter and the solution of every exercise type-check', () => {
  const slugs = readdirSync(join(root, 'exercises')).filter((slug) =>
    existsSync(join(root, 'exercises', slug, 'starter.ts')),
  )
  expect(slugs.length).toBeGreaterThan(0)
  const permitsOf = (slug: string): string => {
    const { permits } = JSON.parse(readFileSync(join(root, 'exercises', slug, 'exercise.json'), 'utf8')) as {
      permits: string[]
    }
    return permits.toSorted().join(' ')
  }
  // One program for all that may use the same: the types of tfjs are read once for them.
  for (const [permits, group] of Map.groupBy(slugs, permitsOf)) {
    const files = group.flatMap((slug) => ['starter.ts', 'solution.ts'].map((file) => `${slug}/${file}`))
    const sources = files.map((file) => [`/${file}`, readFileSync(join(root, 'exercises', file), 'utf8')])
    expect(checkModules(Object.fromEntries(sources), permits.split(' '))).toEqual([])
  }
}, 60_000)

test('a name that the cage refuses does not type-check, and the message says what to use instead', () => {
  const source =
    "import * as tf from '@tensorflow/tfjs'\nexport const model = tf.loadLayersModel('https://example.org')\n"
  expect(check(source).join('\n')).toContain('Nothing is loaded from outside here.')
})

test('a method that the cage refuses is marked with the advice', () => {
  const source = "import * as tf from '@tensorflow/tfjs'\ntf.ones([2]).print()\n"
  expect(check(source).join('\n')).toContain('Use console.log.')
})

test('shapes keep their ranks, and a tensor cannot be forged from a plain object', () => {
  expect(
    check("import * as tf from '@tensorflow/tfjs'\nexport const x: tf.Tensor1D = tf.zeros([2, 2]).as2D(2, 2)\n"),
  ).not.toEqual([])
  expect(
    check("import * as tf from '@tensorflow/tfjs'\nexport const x: tf.Tensor2D = tf.ones([2, 2]).as2D(2, 2).mul(3)\n"),
  ).toEqual([])
  const forged =
    "import * as tf from '@tensorflow/tfjs'\nconst { add } = tf.ones([2])\nexport const x: tf.Tensor = { add, shape: [2] }\n"
  expect(check(forged)).not.toEqual([])
})

test('customGrad exists only where the exercise gives it', () => {
  const source =
    "import * as tf from '@tensorflow/tfjs'\nexport const f = tf.customGrad((x) => ({ value: (x as tf.Tensor).square(), gradFunc: (dy: tf.Tensor) => dy }))\n"
  expect(check(source)).not.toEqual([])
  expect(check(source, ['customGrad'])).toEqual([])
})

test('the browser does not exist, the console does', () => {
  expect(check('document.title')).not.toEqual([])
  expect(check("console.log('norm', 3)")).toEqual([])
})

test('the kit has types', () => {
  expect(check("import { gauss } from 'kit'\nexport const x = gauss([3, 4], 1).shape[1]\n")).toEqual([])
  expect(check("import { gaus } from 'kit'\nexport const x = gaus\n")).not.toEqual([])
})

/** Type-checks one module as the editor does. @returns the messages */
function check(source: string, permits: string[] = []): string[] {
  return checkModules({ '/solution.ts': source.includes('import') ? source : `${source}\nexport {}\n` }, permits)
}

/** @param modules by path. @returns the messages, each after its module's path and place */
function checkModules(modules: Record<string, string>, permits: string[]): string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noEmit: true,
    lib: ['lib.es2023.d.ts'],
    types: [],
  }
  const requested = Object.entries(types.onRequest).map(([name, text]) =>
    permits.includes(name) ? text.given : text.refused,
  )
  const files = {
    '/node_modules/@tensorflow/tfjs/index.d.ts': `${types.tfjs}\n${requested.join('\n')}`,
    '/node_modules/kit/index.d.ts': types.kit,
    '/globals.d.ts': types.globals,
    ...modules,
  }
  const base = hostWith(files, options)
  const host = { ...base, directoryExists: () => true, getCurrentDirectory: () => '/' }
  const program = ts.createProgram([...Object.keys(modules), '/globals.d.ts'], options, host)
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const place = `${file?.fileName ?? ''}:${file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : ''}`
    return `${place} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  })
}
