/**
 * What experiment.ts and checks.ts declare, read from their text without running them: an instructor's code
 * never runs in Node. So ids, `needs`, `kind` and `fails` stand as literals in the file.
 */
import { parse } from 'acorn'
import type { AnyNode, ObjectExpression } from 'acorn'
import { verdictKinds } from '../judge/verdict.ts'
import type { VerdictKind } from '../judge/verdict.ts'
import { refuseOtherStarter } from './compare-starters.ts'
import type { Exercise, MisconceptionDeclaration } from './exercise.ts'
import { ExerciseError } from './exercise-error.ts'
import { stripTypes } from './strip-types.ts'

export interface Declarations {
  /** Names that a learner must export. */
  exports: string[]
  sections: string[]
  /** Section names by check. */
  checks: Record<string, string[]>
  misconceptions: Record<string, MisconceptionDeclaration>
  /** Section names by plot. */
  plots: Record<string, string[]>
}

/**
 * Call only after makeGradingBundle has compiled both files.
 * @throws ExerciseError for what is no literal, and for a starter that is not the same code in both languages
 */
export function readDeclarations(exercise: Exercise): Declarations {
  refuseOtherStarter(exercise)
  const experiment = new Reader(exercise, 'experiment.ts')
  const checks = new Reader(exercise, 'checks.ts')
  const declaredChecks = checks.section('checks')
  return {
    exports: Object.keys(experiment.section('exports')),
    sections: Object.keys(experiment.section('sections')),
    checks: mapValues(declaredChecks, (check, id) => checks.strings(check, { owner: `checks.${id}`, key: 'needs' })),
    misconceptions: mapValues(checks.section('misconceptions'), (one, id) => ({
      kind: checks.kind(one, `misconceptions.${id}`),
      fails: checks.strings(one, { owner: `misconceptions.${id}`, key: 'fails' }),
    })),
    plots: mapValues(checks.section('plots'), (plot, id) =>
      checks.strings(plot, { owner: `plots.${id}`, key: 'needs' }),
    ),
  }
}

class Reader {
  private readonly exercise: Exercise
  private readonly file: string
  private readonly declared: ObjectExpression

  constructor(exercise: Exercise, file: string) {
    this.exercise = exercise
    this.file = file
    const program = parse(stripTypes(exercise.files[file] ?? ''), { ecmaVersion: 'latest', sourceType: 'module' })
    const exported = program.body.find((statement) => statement.type === 'ExportDefaultDeclaration')?.declaration
    const [argument] = exported?.type === 'CallExpression' ? exported.arguments : []
    if (argument?.type !== 'ObjectExpression') {
      this.fail('its default export is no call with an object', 'Write `export default define…({ … })`.')
    }
    this.declared = argument
  }

  /** The values of an object literal under a key of the declaration, by name. */
  section(key: string): Record<string, AnyNode> {
    return this.members(this.get(this.declared, { owner: '', key }), key)
  }

  strings(node: AnyNode, at: { owner: string; key: string }): string[] {
    const list = this.get(node, at)
    const path = `${at.owner}.${at.key}`
    if (list?.type !== 'ArrayExpression') this.fail(`${path} is no array literal`, 'Write the names out.')
    return list.elements.map((element) => {
      if (element?.type === 'Literal' && typeof element.value === 'string') return element.value
      return this.fail(`${path} holds something that is no string literal`, 'Write the names out.')
    })
  }

  kind(node: AnyNode, owner: string): VerdictKind {
    const value = this.get(node, { owner, key: 'kind' })
    if (value === undefined) return 'failed'
    const kind = verdictKinds.find((one) => value.type === 'Literal' && value.value === one)
    return kind ?? this.fail(`${owner}.kind is no verdict kind`, `Write one of ${verdictKinds.join(', ')}.`)
  }

  private get(node: AnyNode, { owner, key }: { owner: string; key: string }): AnyNode | undefined {
    return this.members(node, owner)[key]
  }

  private members(node: AnyNode | undefined, path: string): Record<string, AnyNode> {
    if (node?.type !== 'ObjectExpression') this.fail(`"${path}" is no object literal`, 'Write it out in place.')
    const entries = node.properties.map((property): [string, AnyNode] => {
      if (property.type !== 'Property' || property.computed) {
        return this.fail(`"${path}" has a spread or a computed name`, 'Write its names out.')
      }
      const { key } = property
      return [key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '', property.value]
    })
    return Object.fromEntries(entries)
  }

  private fail(reason: string, next: string): never {
    throw new ExerciseError(this.exercise.slug, { file: this.file, reason, next })
  }
}

function mapValues<V, W>(record: Record<string, V>, map: (value: V, key: string) => W): Record<string, W> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]))
}
