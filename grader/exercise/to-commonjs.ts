/**
 * A module as the body of a function that is given `require` and `exports`. Imports are read before the first statement, as
 * in a module; exports are written after the last one, since nobody asks for them earlier. In between stands the module's
 * own text in a block of its own, where it may use any name, even `exports`.
 */
import type { ExportDefaultDeclaration, ExportNamedDeclaration, ImportDeclaration, Program } from 'acorn'
import { declaredNames } from './declared-names.ts'
import { stringLiteral } from './harmless-text.ts'
import type { NameScan } from './scan-names.ts'
import { walkTree } from './syntax-tree.ts'
import type { TextEdits } from './text-edits.ts'
import { blank } from './text-edits.ts'

export interface CommonJsParts {
  /** Stands before the module's text, on its first line. */
  before: string
  /** Stands behind it, on its last line. */
  after: string
  /** Names of value exports, `default` included. */
  exports: string[]
}

/**
 * @param text without comments
 * @param names of the module
 * @param typeExports names that the source exports as types: present without a value, so that it can be said
 */
export function rewriteModule(
  text: string,
  program: Program,
  { names, typeExports, edits }: { names: NameScan; typeExports: Iterable<string>; edits: TextEdits },
): CommonJsParts {
  const module = new Module(text, names, edits)
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') module.import(statement)
    else if (statement.type === 'ExportNamedDeclaration') module.exportNamed(statement)
    else if (statement.type === 'ExportDefaultDeclaration') module.exportDefault(statement)
    else if (statement.type === 'ExportAllDeclaration') {
      module.exportAll(String(statement.source.value), statement.exported && nameOf(statement.exported))
      edits.replace(text, statement, ';')
    }
  }
  endStatements(text, program, edits)
  return module.finish(typeExports)
}

type Named = { type: 'Identifier'; name: string } | { type: 'Literal'; value?: unknown }

/** The name of a specifier, which may be written as a string. */
export const nameOf = (node: Named): string => (node.type === 'Identifier' ? node.name : String(node.value))

class Module {
  readonly #text: string
  readonly #names: NameScan
  readonly #edits: TextEdits
  /** Names that do not stand in the module. */
  readonly #require: string
  readonly #exports: string
  readonly #before: string[] = []
  readonly #reexported = new Map<string, string>()
  readonly #exported = new Map<string, string>()
  /** The module's own name for its default export. */
  #defaultName: string | null = null

  constructor(text: string, names: NameScan, edits: TextEdits) {
    this.#text = text
    this.#names = names
    this.#edits = edits
    this.#require = unusedName('require$', text)
    this.#exports = unusedName('exports$', text)
  }

  import(statement: ImportDeclaration): void {
    this.#edits.replace(this.#text, statement, ';')
    const module = this.#module(statement.source.value)
    const properties: string[] = []
    for (const specifier of statement.specifiers) {
      const { name } = specifier.local
      // What is only used as a type is no value.
      if (!this.#names.used.has(name)) continue
      if (specifier.type === 'ImportNamespaceSpecifier') this.#before.push(`const ${name} = ${module};`)
      else if (specifier.type === 'ImportDefaultSpecifier') properties.push(`default: ${name}`)
      else properties.push(`${stringLiteral(nameOf(specifier.imported))}: ${name}`)
    }
    if (properties.length > 0) this.#before.push(`const { ${properties.join(', ')} } = ${module};`)
  }

  exportNamed(statement: ExportNamedDeclaration): void {
    const { declaration, specifiers, source } = statement
    if (declaration) {
      this.#blank(statement.start, declaration.start)
      const declared =
        declaration.type === 'VariableDeclaration'
          ? declaration.declarations.flatMap(({ id }) => [...declaredNames(id).keys()])
          : [declaration.id.name]
      for (const name of declared) this.#exported.set(name, name)
      return
    }
    const valueless: string[] = []
    for (const { local, exported } of specifiers) {
      const name = nameOf(local)
      if (source) this.#reexported.set(nameOf(exported), `${this.#module(source.value)}[${stringLiteral(name)}]`)
      else if (this.#names.declared.has(name)) this.#exported.set(nameOf(exported), name)
      else valueless.push(nameOf(exported))
      if (!source && nameOf(exported) === 'default') this.#defaultName = name
    }
    // Where it stands, so that it is found there when somebody asks for a value.
    const written = valueless.map((name) => `${this.#exports}[${stringLiteral(name)}] = void 0;`)
    this.#edits.replace(this.#text, statement, `;${written.join(' ')}`)
  }

  exportDefault({ start, declaration }: ExportDefaultDeclaration): void {
    const words = /export\s+default/y
    words.lastIndex = start
    const end = start + (words.exec(this.#text)?.[0].length ?? 0)
    const isDeclaration = declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration'
    const name = isDeclaration ? declaration.id?.name : declaration.type === 'Identifier' ? declaration.name : undefined
    if (isDeclaration && name !== undefined) {
      this.#blank(start, end)
      this.#exported.set('default', name)
    } else {
      this.#edits.replace(this.#text, { start, end }, `${this.#exports}.default =`)
      this.#exported.set('default', '')
    }
    this.#defaultName = declaration.type === 'ClassDeclaration' ? null : (name ?? null)
  }

  exportAll(module: string, name: string | null | undefined): void {
    const source = this.#module(module)
    if (name) {
      this.#reexported.set(name, source)
      return
    }
    const [to, key] = [this.#exports, 'key']
    this.#before.push(`for (const ${key} in ${source}) if (${key} !== "default") ${to}[${key}] = ${source}[${key}];`)
  }

  finish(typeExports: Iterable<string>): CommonJsParts {
    const named = this.#defaultName
    // Whoever exports a function as the default under its own name means that name.
    if (named !== null && this.#names.declared.has(named) && !this.#has(named)) this.#exported.set(named, named)
    const valueless = [...typeExports].filter((name) => !this.#has(name))
    const assignments = [
      ...valueless.map((name) => [name, 'void 0']),
      ...this.#reexported,
      ...[...this.#exported].filter(([, value]) => value !== ''),
    ]
    const written = assignments.map(([name = '', value]) => `${this.#exports}[${stringLiteral(name)}] = ${value};`)
    return {
      before: `const ${this.#require} = require, ${this.#exports} = exports; { ${this.#before.join(' ')} `,
      after: ` ; ${written.join(' ')} }`,
      exports: [...new Set([...this.#reexported.keys(), ...this.#exported.keys()])],
    }
  }

  #has(name: string): boolean {
    return this.#exported.has(name) || this.#reexported.has(name)
  }

  #module(name: unknown): string {
    return `${this.#require}(${stringLiteral(String(name))})`
  }

  #blank(start: number, end: number): void {
    this.#edits.rewrite({ start, end }, blank(this.#text.slice(start, end)))
  }
}

export function unusedName(base: string, text: string): string {
  let name = base
  while (text.includes(name)) name += '$'
  return name
}

/** Says where each statement ends, so that no line can go on with the one before, whatever was written in its place. */
function endStatements(text: string, program: Program, edits: TextEdits): void {
  walkTree(program, (node, parent) => {
    switch (node.type) {
      case 'VariableDeclaration':
        if (parent?.type === 'ForStatement' && parent.init === node) return
        if ((parent?.type === 'ForInStatement' || parent?.type === 'ForOfStatement') && parent.left === node) return
        break
      case 'ExpressionStatement':
      case 'ReturnStatement':
      case 'ThrowStatement':
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'DoWhileStatement':
      case 'DebuggerStatement':
      case 'PropertyDefinition':
      case 'ExportDefaultDeclaration':
        break
      default:
        return
    }
    if (text[node.end - 1] !== ';') edits.insert(node.end, ';')
  })
}
