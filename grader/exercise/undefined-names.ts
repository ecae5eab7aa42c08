/** What to say of a name that nothing declares: what it is elsewhere, what was meant, or how to import it. */
import { permits } from '../cage/permits.ts'
import { refusedGlobals } from '../cage/refusals.ts'
import { kitExports } from '../kit/exports.ts'
import type { ImportRules } from './check-imports.ts'
import { nearestName } from './edit-distance.ts'
import { cageGlobals } from './known-globals.ts'
import { findLookAlike } from './look-alikes.ts'
import type { Locate } from './parse-stripped.ts'
import { Refusal } from './refusal.ts'
import type { FreeName, NameScan } from './scan-names.ts'

export interface KnownNames extends ImportRules {
  /** Names that exist without an import; the cage's own when left out. */
  knownGlobals?: readonly string[]
}

/** @throws Refusal at the first such name */
export function refuseUndefinedNames(names: NameScan, options: KnownNames, locate: Locate): void {
  const known = new Set(options.knownGlobals ?? cageGlobals)
  const missing = names.free.find(({ name }) => !known.has(name))
  if (missing) throw explain(missing, names, { known, options, locate })
}

function explain(
  missing: FreeName,
  names: NameScan,
  { known, options, locate }: { known: ReadonlySet<string>; options: KnownNames; locate: Locate },
): Refusal {
  const { name } = missing
  const at = locate(missing)
  if (name === 'eval') return new Refusal('direct-eval', {}, at)
  if (commonJs.has(name)) return new Refusal('unsupported', { what: name === 'require' ? 'require' : 'commonjs' }, at)
  const statement = importOf(name, options)
  if (statement !== undefined) return new Refusal('not-imported', { name, statement }, at)
  const candidates = [...names.declaredAnywhere.keys(), ...known]
  const alike = findLookAlike(name, candidates)
  if (alike !== undefined) {
    const { character, codePoint, at: within, isOther } = alike
    const start = (isOther ? (names.declaredAnywhere.get(alike.meant) ?? missing.start) : missing.start) + within
    return new Refusal('look-alike', { name, meant: alike.meant, character, codePoint }, locate({ start }))
  }
  const bare = qualifiedNames(name)
  if (bare !== '') return new Refusal('did-you-mean', { name, suggestion: bare }, at)
  const instead = refusedGlobals[name]
  if (instead) return new Refusal('refused-name', { name, instead }, at)
  const suggestion = name.length > 2 ? nearestName(name, candidates) : null
  if (suggestion !== null) return new Refusal('did-you-mean', { name, suggestion }, at)
  return new Refusal('undefined-name', { name }, at)
}

const commonJs = new Set(['require', 'module', 'exports'])

/** The line that imports a name of the modules that may be imported. */
function importOf(name: string, { allowedImports }: ImportRules): string | undefined {
  const hasTf = Object.hasOwn(allowedImports, '@tensorflow/tfjs')
  if (name === 'tf') return hasTf ? "import * as tf from '@tensorflow/tfjs'" : undefined
  return kitExports.includes(name) && Object.hasOwn(allowedImports, 'kit') ? `import { ${name} } from 'kit'` : undefined
}

/** `sqrt` is one of Math for numbers and one of tf for tensors. */
function qualifiedNames(name: string): string {
  const ofMath = Object.getOwnPropertyNames(Math).includes(name) ? [`Math.${name}`] : []
  const ofTf =
    Object.hasOwn(permits, name) && !['all', 'any', 'range', 'split', 'where'].includes(name) ? [`tf.${name}`] : []
  return [...ofMath, ...ofTf].join(' / ')
}
