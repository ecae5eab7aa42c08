/** What a module exports under a name that the exercise asks for, or what to say where that is no function. */
import { nearestName } from '../exercise/edit-distance.ts'
import { findLookAlike } from '../exercise/look-alikes.ts'
import type { Problem } from '../judge/verdict.ts'
import { problem } from './mistakes.ts'
import { isObject, ownKeys, ownValue } from './primitives.ts'

/** @param code of the module, lines as typed, to show where a name stands */
export function findExport(
  exported: object,
  name: string,
  code: string,
): { found: (...call: never[]) => unknown } | { problem: Problem } {
  const value = ownValue(exported, name)
  if (typeof value === 'function') {
    if (!isClass(value)) return { found: (...call) => Reflect.apply(value, undefined, call) }
    return { problem: at(problem('class-exported', { name }), name, code) }
  }
  if (value !== undefined) return { problem: at(problem('not-a-function', { name }), name, code) }
  const names = ownKeys(exported).filter((key) => typeof key === 'string')
  if (names.includes(name)) return { problem: at(problem('empty-export', { name }), name, code) }
  const alike = findLookAlike(name, names)
  if (alike !== undefined) {
    const { meant: found, character, codePoint } = alike
    return { problem: at(problem('look-alike-export', { name, found, character, codePoint }), found, code) }
  }
  const made = ownValue(exported, 'default')
  if (isObject(made) && ownValue(made, name) !== undefined) {
    return { problem: at(problem('inside-default', { name }), name, code) }
  }
  const found = names.find((one) => plain(one) === plain(name)) ?? nearestName(name, names)
  if (found !== null && found !== 'default') {
    return { problem: at(problem('misnamed-export', { name, found }), found, code) }
  }
  // Perhaps it is there and was not exported.
  return { problem: at(problem('missing-export', { name }), name, code) }
}

/** `init_std`, `initSTD` and `initStd` are one name to whoever writes them. */
const plain = (name: string): string => name.replaceAll('_', '').toLowerCase()

const isClass = (value: object): boolean => /^class\b/.test(Reflect.apply(Function.prototype.toString, value, []))

/** The assignments behind the last line (grader/exercise/to-commonjs.ts). */
const writtenByTheCompiler = / ; exports\$+\[[^\n]*$/

/** Where the name first stands by itself in the code: its declaration, or what is exported under it. */
function at(found: Problem, name: string, code: string): Problem {
  const typed = code.replace(writtenByTheCompiler, '')
  for (const [i, line] of typed.split('\n').entries()) {
    const words = line.split(/[^\p{ID_Continue}$]+/u)
    if (words.includes(name)) return { ...found, line: i + 1 }
  }
  return found
}
