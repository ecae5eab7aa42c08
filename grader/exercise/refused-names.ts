/**
 * Names that are known elsewhere and missing here, found before anything runs: members of tfjs's namespace however it was
 * named, methods of what is certainly a tensor, clocks, and the console's. What cannot be certain is left to the cage,
 * which answers with the same advice.
 */
import type { AnyNode, CallExpression, Identifier, ImportDeclaration, MemberExpression, Pattern, Program } from 'acorn'
import { consoleMethods, permits } from '../cage/permits.ts'
import { isTensorMethod, refusedMembers, refusedMethods, refusedOfTf } from '../cage/refusals.ts'
import type { Advice } from '../cage/refusals.ts'
import { kitExports } from '../kit/exports.ts'
import { nearestName } from './edit-distance.ts'
import type { Locate } from './parse-stripped.ts'
import { Refusal } from './refusal.ts'
import type { NameScan } from './scan-names.ts'
import { walkTree } from './syntax-tree.ts'
import { nameOf } from './to-commonjs.ts'

const tfModule = '@tensorflow/tfjs'

/** Functions of tf that return something else than one tensor. */
const notOneTensor = new Set(
  'tidy grad grads valueAndGrad valueAndGrads customGrad keep dispose memory split unstack moments broadcastArgs'.split(
    ' ',
  ),
)

/** @throws Refusal at the first such name in the text */
export function refuseMissingNames(program: Program, names: NameScan, locate: Locate): void {
  const finder = new Finder(program, names)
  const [first] = finder.found.toSorted((a, b) => a.start - b.start)
  if (first) throw new Refusal(first.code, first.params, locate(first))
}

interface Found {
  start: number
  code: string
  params: Record<string, string>
}

class Finder {
  readonly found: Found[] = []
  readonly #names: NameScan
  /** By the offset of their declaration: the names that mean the whole of tfjs, and those that mean a name of it. */
  readonly #namespaces = new Set<number>()
  readonly #kits = new Set<number>()
  readonly #imported = new Map<number, string>()
  /** Values of `const` declarations, by the offset of the name. */
  readonly #constants = new Map<number, AnyNode>()

  constructor(program: Program, names: NameScan) {
    this.#names = names
    for (const statement of program.body) {
      if (statement.type !== 'ImportDeclaration') continue
      if (statement.source.value === 'kit') this.#addKit(statement)
      if (statement.source.value !== tfModule) continue
      for (const specifier of statement.specifiers) {
        const { local } = specifier
        if (specifier.type === 'ImportNamespaceSpecifier') this.#namespaces.add(local.start)
        if (specifier.type !== 'ImportSpecifier') continue
        const name = nameOf(specifier.imported)
        this.#imported.set(local.start, name)
      }
    }
    walkTree(program, (node) => {
      if (node.type !== 'VariableDeclaration' || node.kind !== 'const') return
      for (const { id, init } of node.declarations)
        if (id.type === 'Identifier' && init) this.#constants.set(id.start, init)
    })
    walkTree(program, (node, parent) => this.#look(node, parent))
  }

  #addKit({ specifiers }: ImportDeclaration): void {
    for (const { type, local } of specifiers) if (type === 'ImportNamespaceSpecifier') this.#kits.add(local.start)
  }

  #look(node: AnyNode, parent: AnyNode | null): void {
    switch (node.type) {
      case 'MemberExpression':
        return this.#lookAtMember(node, parent)
      case 'VariableDeclarator':
        if (node.init && this.#isTf(node.init)) this.#lookAtPattern(node.id)
        return
      case 'AssignmentExpression':
      case 'AssignmentPattern':
        if (node.left.type === 'ObjectPattern' && this.#isTf(node.right)) this.#lookAtPattern(node.left)
        return
      case 'NewExpression':
      case 'CallExpression': {
        const { callee } = node
        const isClock = node.type === 'CallExpression' || node.arguments.length === 0
        if (isClock && this.#isGlobal(callee, 'Date')) {
          this.#refuse(node.start, node.type === 'CallExpression' ? 'Date()' : 'new Date()', 'noClocks')
        }
        return
      }
      default:
    }
  }

  #lookAtMember(node: MemberExpression, parent: AnyNode | null): void {
    const name = memberName(node)
    if (name === undefined) return
    const { object, property } = node
    if (this.#isTf(object)) {
      const inner = parent?.type === 'MemberExpression' && parent.object === node ? memberName(parent) : undefined
      return this.#lookAtTf(name, inner, property.start)
    }
    if (object.type === 'Identifier' && this.#kits.has(this.#names.declarationOf.get(object.start) ?? -1)) {
      if (kitExports.includes(name)) return
      const suggestion = nearestName(name, kitExports) ?? ''
      this.found.push({
        start: property.start,
        code: 'unknown-import-name',
        params: { module: 'kit', name, suggestion },
      })
      return
    }
    for (const global of ['Date', 'console', 'Math']) {
      if (this.#isGlobal(object, global)) return this.#lookAtGlobal(global, name, node)
    }
    const instead = refusedMethods[name]
    if (instead && this.#isTensor(object, 0)) this.#refuse(property.start, `.${name}()`, instead)
  }

  #lookAtTf(name: string, inner: string | undefined, start: number): void {
    const nested = `${name}.${inner}`
    const instead = refusedOfTf[nested] ?? refusedOfTf[name]
    if (instead) return this.#refuse(start, `tf.${inner === undefined ? name : nested}`, instead)
    if (Object.hasOwn(permits, name) || name === 'Tensor') return
    const suggestion = nearestName(name, Object.keys(permits)) ?? ''
    this.found.push({ start, code: 'unknown-import-name', params: { module: tfModule, name, suggestion } })
  }

  #lookAtGlobal(global: string, name: string, node: MemberExpression): void {
    const full = `${global}.${name}`
    const instead = refusedMembers[full]
    if (instead) return this.#refuse(node.start, full, instead)
    if (global === 'console' && !(name in consoleMethods)) return this.#refuse(node.start, full, 'consoleLog')
    if (global !== 'Math' || name in Math) return
    const suggestion = nearestName(name, Object.getOwnPropertyNames(Math)) ?? ''
    this.found.push({
      start: node.property.start,
      code: 'unknown-import-name',
      params: { module: 'Math', name, suggestion },
    })
  }

  #lookAtPattern(pattern: Pattern): void {
    if (pattern.type !== 'ObjectPattern') return
    for (const property of pattern.properties) {
      if (property.type !== 'Property' || property.computed) continue
      const { key } = property
      if (key.type === 'Identifier') this.#lookAtTf(key.name, undefined, key.start)
      else if (key.type === 'Literal') this.#lookAtTf(String(key.value), undefined, key.start)
    }
  }

  #refuse(start: number, name: string, instead: Advice): void {
    this.found.push({ start, code: 'refused-name', params: { name, instead } })
  }

  #isGlobal(node: AnyNode, name: string): boolean {
    return node.type === 'Identifier' && node.name === name && !this.#names.declarationOf.has(node.start)
  }

  #isTf(node: AnyNode, depth = 0): boolean {
    if (node.type !== 'Identifier' || depth > aliasLimit) return false
    const declaration = this.#names.declarationOf.get(node.start) ?? -1
    const value = this.#constants.get(declaration)
    return this.#namespaces.has(declaration) || (value !== undefined && this.#isTf(value, depth + 1))
  }

  /** Only where nothing else is possible: a call of tf that makes one tensor, or an operation on such a tensor. */
  #isTensor(node: AnyNode, depth: number): boolean {
    if (depth > aliasLimit) return false
    if (node.type === 'Identifier') {
      const value = this.#constants.get(this.#names.declarationOf.get(node.start) ?? -1)
      return value !== undefined && this.#isTensor(value, depth + 1)
    }
    return node.type === 'CallExpression' && this.#makesTensor(node, depth)
  }

  #makesTensor({ callee }: CallExpression, depth: number): boolean {
    if (callee.type === 'Identifier') return isTensorFunction(this.#importedName(callee))
    if (callee.type !== 'MemberExpression') return false
    const name = memberName(callee)
    if (this.#isTf(callee.object)) return isTensorFunction(name)
    const isOperation =
      name !== undefined && isTensorMethod(name) && !readingMethods.has(name) && !notOneTensor.has(name)
    return isOperation && this.#isTensor(callee.object, depth + 1)
  }

  #importedName(node: Identifier): string | undefined {
    return this.#imported.get(this.#names.declarationOf.get(node.start) ?? -1)
  }
}

/** Longer chains are left to the cage. */
const aliasLimit = 50

const readingMethods = new Set(['dataSync', 'arraySync', 'dispose', 'toString'])

const isTensorFunction = (name: string | undefined): boolean =>
  name !== undefined && Object.hasOwn(permits, name) && !notOneTensor.has(name)

/** The name after a dot, or in brackets as a text. */
function memberName({ property, computed }: MemberExpression): string | undefined {
  if (!computed) return property.type === 'Identifier' ? property.name : undefined
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : undefined
}
