/** What a module may import: the modules that there are, and the names that they have. */
import type { Program } from 'acorn'
import { refusedOfTf } from '../cage/refusals.ts'
import { nearestName } from './edit-distance.ts'
import type { Locate } from './parse-stripped.ts'
import { Refusal } from './refusal.ts'
import type { NameScan } from './scan-names.ts'
import { nameOf } from './to-commonjs.ts'

export interface ImportRules {
  /** Modules that may be imported, with the names that they export; null allows any name. */
  allowedImports: Readonly<Record<string, readonly string[] | null>>
}

export function refuseForeignImports(program: Program, { allowedImports }: ImportRules, locate: Locate): void {
  for (const statement of program.body) {
    if (
      statement.type !== 'ImportDeclaration' &&
      statement.type !== 'ExportAllDeclaration' &&
      statement.type !== 'ExportNamedDeclaration'
    ) {
      continue
    }
    const name = statement.source?.value
    if (typeof name !== 'string' || Object.hasOwn(allowedImports, name)) continue
    throw new Refusal('foreign-import', { name }, locate(statement))
  }
}

export function refuseUnknownImportNames(
  program: Program,
  { names, options, locate }: { names: NameScan; options: ImportRules; locate: Locate },
): void {
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration' && statement.type !== 'ExportNamedDeclaration') continue
    const module = statement.source?.value
    if (typeof module !== 'string') continue
    const exported = options.allowedImports[module] ?? null
    if (exported === null) continue
    for (const specifier of statement.specifiers) {
      const wanted = importedName(specifier)
      // What is only used as a type is no value.
      const isType = specifier.type !== 'ExportSpecifier' && !names.used.has(specifier.local.name)
      if (wanted === null || isType || exported.includes(wanted)) continue
      // A name of tfjs that is missing here is answered with what to use instead.
      if (module === '@tensorflow/tfjs' && refusedOfTf[wanted]) {
        throw new Refusal('refused-name', { name: `tf.${wanted}`, instead: refusedOfTf[wanted] }, locate(specifier))
      }
      if (wanted === 'default')
        throw new Refusal('no-default', { module, statement: statementFor(module) }, locate(specifier))
      const suggestion = nearestName(wanted, exported) ?? ''
      throw new Refusal('unknown-import-name', { module, name: wanted, suggestion }, locate(specifier))
    }
  }
}

const statementFor = (module: string): string =>
  module === 'kit' ? "import { gauss } from 'kit'" : `import * as tf from '${module}'`

type Specifier = Extract<
  Program['body'][number],
  { type: 'ImportDeclaration' | 'ExportNamedDeclaration' }
>['specifiers'][number]

function importedName(specifier: Specifier): string | null {
  if (specifier.type === 'ImportNamespaceSpecifier') return null
  if (specifier.type === 'ImportDefaultSpecifier') return 'default'
  return nameOf(specifier.type === 'ImportSpecifier' ? specifier.imported : specifier.local)
}
