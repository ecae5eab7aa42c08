/**
 * Scope analysis: which names does a module use that nothing in it declares?
 * Knows hoisting, block scopes, parameters, catch bindings, class bodies and named function expressions.
 */
import type { AnyNode, Function as FunctionNode, Identifier, Pattern, Program } from 'acorn'
import { declaredNames } from './declared-names.ts'
import { childrenOf } from './syntax-tree.ts'

export interface FreeName {
  name: string
  /** Offset into the parsed text. */
  start: number
}

export interface NameScan {
  /** Every use of an undeclared name, in textual order; `typeof name` alone is no use. */
  free: FreeName[]
  /** Names declared at the top of the module, imports included, with the offset of the declaration. */
  declared: ReadonlyMap<string, number>
  /** Top-level names that the module reads or writes anywhere as values. */
  used: ReadonlySet<string>
  /** Every declared name of the module, inner scopes included, with the offset of its first declaration. */
  declaredAnywhere: ReadonlyMap<string, number>
  /** For the offset of every use of a declared name, the offset of its declaration. */
  declarationOf: ReadonlyMap<number, number>
  /** Offset of the first `await` outside every function, which a module may have and the cage may not. */
  topLevelAwait: number | null
}

/** Nesting that any program a person writes stays far below, and that our own recursion survives. */
const depthLimit = 1500

/** Thrown for a syntax tree that is nested deeper than the limit. */
export class NestingError extends Error {
  override name = 'NestingError'
}

type Uses = Map<string, Array<{ start: number; mayBeMissing: boolean }>>

class Scope {
  readonly names = new Map<string, number>()
  /** Where `var` lands: the scope itself where it is a function's. */
  readonly functionScope: Scope
  /**
   * `arguments` exists: in functions alone. A class's heritage and computed keys see the function around it, which at
   * the top of a module is the cage's own wrapper; field initialisers and static blocks may not name it at all.
   */
  readonly hasArguments: boolean
  /** Of names that no scope within declares. Handed on to the parent when the scope ends, so that no use walks all the way up. */
  uses: Uses = new Map()

  constructor(parent: Scope | null, kind: { isFunction?: boolean; hasArguments?: boolean }) {
    this.functionScope = kind.isFunction === true || parent === null ? this : parent.functionScope
    this.hasArguments = kind.hasArguments ?? false
  }
}

/** @throws NestingError when the tree is too deep to walk */
export function scanNames(program: Program): NameScan {
  const walker = new Walker()
  walker.block(program.body)
  return walker.finish()
}

class Walker {
  readonly top = new Scope(null, {})
  private scope = this.top
  private depth = 0
  private topLevelAwait: number | null = null
  private readonly declaredAnywhere = new Map<string, number>()
  private readonly declarationOf = new Map<number, number>()

  finish(): NameScan {
    const free: FreeName[] = []
    const used = new Set<string>()
    this.settle(this.top)
    for (const name of this.top.names.keys()) if (this.top.uses.has(name)) used.add(name)
    for (const [name, uses] of this.top.uses) {
      if (this.top.names.has(name)) continue
      for (const { start, mayBeMissing } of uses) if (!mayBeMissing) free.push({ name, start })
    }
    free.sort((a, b) => a.start - b.start)
    const { declaredAnywhere, declarationOf, topLevelAwait } = this
    return { free, declared: this.top.names, declaredAnywhere, declarationOf, used, topLevelAwait }
  }

  block(body: readonly AnyNode[]): void {
    for (const statement of body) this.visit(statement)
  }

  private visit(node: AnyNode): void {
    if (++this.depth > depthLimit) throw new NestingError(`nested deeper than ${depthLimit} levels`)
    this.visitNode(node)
    this.depth--
  }

  private visitNode(node: AnyNode): void {
    switch (node.type) {
      case 'Identifier':
        return this.refer(node)
      case 'ImportDeclaration':
        for (const specifier of node.specifiers) this.addName(specifier.local, this.scope)
        return
      case 'ExportNamedDeclaration':
        if (node.declaration) this.visit(node.declaration)
        // A bare `export { T }` may name a type, which the stripper drops: the export list decides, not this scan.
        if (!node.source) {
          for (const { local } of node.specifiers) if (local.type === 'Identifier') this.refer(local, true)
        }
        return
      case 'ExportAllDeclaration':
        return
      case 'VariableDeclaration':
        for (const declarator of node.declarations) {
          this.bind(declarator.id, node.kind === 'var' ? this.scope.functionScope : this.scope)
          this.pattern(declarator.id)
          if (declarator.init) this.visit(declarator.init)
        }
        return
      case 'FunctionDeclaration':
        if (node.id) this.addName(node.id, this.scope)
        return this.functionBody(node, null)
      case 'FunctionExpression':
        return this.functionBody(node, node.id ?? null)
      case 'ArrowFunctionExpression':
        return this.functionBody(node, null)
      case 'ClassDeclaration':
      case 'ClassExpression': {
        if (node.id && node.type === 'ClassDeclaration') this.addName(node.id, this.scope)
        return this.inside({}, () => {
          if (node.id) this.addName(node.id, this.scope)
          if (node.superClass) this.visit(node.superClass)
          this.visit(node.body)
        })
      }
      case 'MethodDefinition':
      case 'PropertyDefinition':
      case 'Property':
        if (node.computed) this.visit(node.key)
        if (node.value) this.visit(node.value)
        return
      case 'StaticBlock':
        return this.inside({ isFunction: true }, () => this.block(node.body))
      case 'MemberExpression':
        this.visit(node.object)
        if (node.computed) this.visit(node.property)
        return
      case 'UnaryExpression':
        if (node.operator === 'typeof' && node.argument.type === 'Identifier') return this.refer(node.argument, true)
        return this.visit(node.argument)
      case 'LabeledStatement':
        return this.visit(node.body)
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        return
      case 'BlockStatement':
        return this.inside({}, () => this.block(node.body))
      case 'SwitchStatement':
        this.visit(node.discriminant)
        return this.inside({}, () => this.block(node.cases))
      case 'AwaitExpression':
        this.noteAwait(node)
        return this.visit(node.argument)
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
        if (node.type === 'ForOfStatement' && node.await) this.noteAwait(node)
        return this.inside({}, () => this.children(node))
      case 'CatchClause':
        return this.inside({}, () => {
          if (node.param) {
            this.bind(node.param, this.scope)
            this.pattern(node.param)
          }
          this.visit(node.body)
        })
      default:
        return this.children(node)
    }
  }

  private functionBody(node: FunctionNode, ownName: Identifier | null): void {
    const isArrow = node.type === 'ArrowFunctionExpression'
    this.inside({ isFunction: true, hasArguments: !isArrow }, () => {
      if (ownName) this.addName(ownName, this.scope)
      for (const parameter of node.params) {
        this.bind(parameter, this.scope)
        this.pattern(parameter)
      }
      // The body is a scope of its own: a default value cannot see what the body declares.
      this.inside({ isFunction: true, hasArguments: !isArrow }, () => {
        if (node.body.type === 'BlockStatement') this.block(node.body.body)
        else this.visit(node.body)
      })
    })
  }

  /** Visits the default values and computed keys of a declared pattern, not the names that it declares. */
  private pattern(node: Pattern): void {
    switch (node.type) {
      case 'AssignmentPattern':
        this.pattern(node.left)
        return this.visit(node.right)
      case 'RestElement':
        return this.pattern(node.argument)
      case 'ArrayPattern':
        for (const element of node.elements) if (element) this.pattern(element)
        return
      case 'ObjectPattern':
        for (const property of node.properties) {
          if (property.type === 'RestElement') this.pattern(property.argument)
          else {
            if (property.computed) this.visit(property.key)
            this.pattern(property.value)
          }
        }
        return
      default:
        return
    }
  }

  private bind(node: Pattern, scope: Scope): void {
    for (const [name, start] of declaredNames(node)) this.addName({ name, start }, scope)
  }

  private addName({ name, start }: Pick<Identifier, 'name' | 'start'>, scope: Scope): void {
    scope.names.set(name, start)
    if (!this.declaredAnywhere.has(name)) this.declaredAnywhere.set(name, start)
  }

  private noteAwait({ start }: AnyNode): void {
    if (this.scope.functionScope === this.top) this.topLevelAwait ??= start
  }

  private refer({ name, start }: Identifier, mayBeMissing = false): void {
    const { uses } = this.scope
    const known = uses.get(name)
    if (known === undefined) uses.set(name, [{ start, mayBeMissing }])
    else known.push({ start, mayBeMissing })
  }

  private inside(kind: { isFunction?: boolean; hasArguments?: boolean }, visit: () => void): void {
    const parent = this.scope
    const scope = new Scope(parent, kind)
    this.scope = scope
    visit()
    this.settle(scope)
    for (const name of scope.names.keys()) scope.uses.delete(name)
    if (scope.hasArguments) scope.uses.delete('arguments')
    parent.uses = unite(parent.uses, scope.uses)
    this.scope = parent
  }

  /** All that is declared in the scope is known: tells each use within it where. */
  private settle({ names, uses }: Scope): void {
    for (const [name, declaration] of names) {
      for (const { start } of uses.get(name) ?? []) this.declarationOf.set(start, declaration)
    }
  }

  private children(node: AnyNode): void {
    for (const child of childrenOf(node)) this.visit(child)
  }
}

/** Puts the smaller into the larger: whatever the nesting, no use is moved often. */
function unite(a: Uses, b: Uses): Uses {
  const [larger, smaller] = a.size < b.size ? [b, a] : [a, b]
  for (const [name, uses] of smaller) {
    const known = larger.get(name) ?? []
    const [more, fewer] = known.length < uses.length ? [uses, known] : [known, uses]
    for (const use of fewer) more.push(use)
    larger.set(name, more)
  }
  return larger
}
