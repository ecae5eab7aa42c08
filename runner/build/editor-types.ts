/**
 * The types that the editor knows: of '@tensorflow/tfjs' what the cage gives and nothing else, and of `kit` all of it.
 * Printed from tfjs's own declarations, so that signatures and hover texts are the real ones.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { consoleMethods, methodsOnly, permits, readers } from '../../grader/cage/permits.ts'
import { refusals } from '../../grader/cage/refusals.ts'

export interface EditorTypes {
  /** Declarations of '@tensorflow/tfjs' for every exercise. */
  tfjs: string
  /** Names that only some exercises give: how they are declared where they are given, and where they are not. */
  onRequest: Record<string, { given: string; refused: string }>
  /** Declarations of `kit`. */
  kit: string
  /** What is there without an import, beside the language itself. */
  globals: string
}

const tensorProperties = ['shape', 'dtype', 'size', 'rank', 'isDisposed']
/** GPU handles: creators of tfjs take them, the cage does not, and they would need the types of a browser. */
const prunedTypes = ['WebGLData', 'WebGPUData']

/** @param root the checkout */
export function makeEditorTypes(root: string): EditorTypes {
  const entry = join(root, 'tfjs-entry.ts')
  const program = ts.createProgram({
    rootNames: [entry],
    options: { ...compilerOptions, skipLibCheck: true },
    host: hostWith({ [entry]: "export * from '@tensorflow/tfjs'\n" }, compilerOptions),
  })
  const source = program.getSourceFile(entry)
  const module = source && program.getTypeChecker().getSymbolAtLocation(source)
  if (!module) throw new Error('@tensorflow/tfjs has no declarations: run npm ci')
  return { ...printTfjs(program, module), kit: emitKit(root), globals }
}

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  types: [],
}

const globals = `/** Shown beside your result; a line says where it was printed. */
declare const console: {
${Object.keys(consoleMethods)
  .map((name) => `  ${name}(...values: unknown[]): void`)
  .join('\n')}
}
`

const preamble = `/** Type of a name that tfjs has and this place does not; it says what to use instead. */
type NotHere<Advice extends string> = { readonly notHere: Advice }
`

function printTfjs(program: ts.Program, module: ts.Symbol): Pick<EditorTypes, 'tfjs' | 'onRequest'> {
  const checker = program.getTypeChecker()
  const exported = new Map(checker.getExportsOfModule(module).map((one) => [one.name, resolveAlias(checker, one)]))
  const types = new TypeCollector(checker, exported)
  const given: string[] = []
  const onRequest: EditorTypes['onRequest'] = {}

  for (const [name, permit] of Object.entries(permits)) {
    const symbol = exported.get(name)
    // A permit for a method alone, or a name of the cage's own.
    if (!symbol) continue
    const text = functionsOf(checker, symbol)
      .map((declaration) => types.print(declaration, name))
      .join('\n')
    if (permit.given === 'everyone') given.push(text)
    else onRequest[name] = { given: text, refused: refusedConstant(name) }
  }
  const refused = [...exported]
    .filter(([name, symbol]) => !(name in permits) && symbol.flags & ts.SymbolFlags.Value && !types.owns(name))
    .map(([name]) => refusedConstant(name))
  const tfjs = [
    preamble,
    printTensor(checker, exported, types),
    ...types.drain(),
    ...given,
    ...refused,
    'export {}',
  ].join('\n')
  return { tfjs: `${tfjs}\n`, onRequest }
}

function resolveAlias(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

/** tfjs declares `const matMul: typeof matMul_`: the documented functions stand behind the constant. */
function functionsOf(checker: ts.TypeChecker, symbol: ts.Symbol): ts.FunctionDeclaration[] {
  return (symbol.declarations ?? []).flatMap((declaration) => {
    if (ts.isFunctionDeclaration(declaration)) return [declaration]
    if (!ts.isVariableDeclaration(declaration) || !declaration.type || !ts.isTypeQueryNode(declaration.type)) return []
    const target = checker.getSymbolAtLocation(declaration.type.exprName)
    return (target && resolveAlias(checker, target).declarations?.filter(ts.isFunctionDeclaration)) ?? []
  })
}

/** Prints declarations and remembers which types they need. */
class TypeCollector {
  readonly #checker: ts.TypeChecker
  readonly #exported: Map<string, ts.Symbol>
  readonly #wanted: ts.Symbol[] = []
  readonly #seen = new Set<string>(['Tensor'])

  constructor(checker: ts.TypeChecker, exported: Map<string, ts.Symbol>) {
    this.#checker = checker
    this.#exported = exported
  }

  /** Whether a name is printed as a type, so that it needs no refusal. */
  owns(name: string): boolean {
    return this.#seen.has(name)
  }

  print(declaration: ts.FunctionDeclaration, name: string): string {
    this.want(declaration)
    const text = prune(declaration.getText()).replace(
      /^(export )?declare function \w+/,
      `export declare function ${name}`,
    )
    return `${documentation(declaration)}${text}`
  }

  /** Queues every type of tfjs that a declaration names. */
  want(node: ts.Node): void {
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression
      const last = ts.isQualifiedName(name) ? name.right : name
      const found = this.#checker.getSymbolAtLocation(last)
      if (found) this.#queue(resolveAlias(this.#checker, found))
    }
    ts.forEachChild(node, (child) => this.want(child))
  }

  #queue(symbol: ts.Symbol): void {
    const [declaration] = symbol.declarations ?? []
    if (!declaration || ts.isTypeParameterDeclaration(declaration) || this.#seen.has(symbol.name)) return
    if (prunedTypes.includes(symbol.name)) return
    const file = declaration.getSourceFile().fileName
    if (/\/typescript\/lib\/lib\.es/.test(file)) return
    if (!file.includes('/@tensorflow/'))
      throw new Error(`${symbol.name} comes from ${file}: prune the type that needs it`)
    this.#seen.add(symbol.name)
    this.#wanted.push(symbol)
  }

  /** Prints what was wanted, and what that wants in turn. */
  drain(): string[] {
    const printed: string[] = []
    for (let symbol = this.#wanted.shift(); symbol; symbol = this.#wanted.shift()) {
      for (const declaration of symbol.declarations ?? []) {
        if (!isTypeDeclaration(declaration)) continue
        this.want(declaration)
        const text = prune(declaration.getText()).replace(/^(export )?(declare )?/, '')
        const keyword = this.#exported.has(symbol.name) ? 'export declare ' : 'declare '
        printed.push(`${documentation(declaration)}${keyword}${text}`)
      }
    }
    return printed
  }
}

function isTypeDeclaration(node: ts.Node): boolean {
  return (
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isClassDeclaration(node)
  )
}

/** The class with what the cage's wrapper has: its own readers, and the chained operations that are permitted. */
function printTensor(checker: ts.TypeChecker, exported: Map<string, ts.Symbol>, types: TypeCollector): string {
  const symbol = exported.get('Tensor')
  const declaration = symbol?.declarations?.find(ts.isClassDeclaration)
  if (!symbol || !declaration) throw new Error('tfjs declares no class Tensor')
  const chained = Object.entries(permits).filter(([, permit]) => permit.chained)
  const allowed = new Set([...tensorProperties, ...readers, ...methodsOnly, ...chained.map(([name]) => name)])
  const members: string[] = []
  for (const [name, member] of symbol.members ?? []) {
    const plain = String(name)
    for (const one of member.declarations ?? []) {
      if (allowed.has(plain)) {
        types.want(one)
        const comment = documentation(one) || summaryOf(checker, exported.get(plain))
        members.push(`${comment}${prune(one.getText())}`)
      } else if (ts.isMethodDeclaration(one) || ts.isMethodSignature(one)) {
        members.push(`${advice(plain)}\nreadonly ${plain}: ${notHere(plain)}`)
        break
      }
    }
  }
  const body = members.map((member) => member.replace(/^/gm, '  ')).join('\n')
  return `${documentation(declaration)}export declare class Tensor<R extends Rank = Rank> {
  #private
  private constructor()
${body}
}`
}

/** The first paragraph of a function's comment, for the method of the same name: tfjs leaves methods without one. */
function summaryOf(checker: ts.TypeChecker, symbol: ts.Symbol | undefined): string {
  const text =
    symbol &&
    functionsOf(checker, symbol)
      .map(documentation)
      .find((one) => one !== '')
  const paragraph = text?.split(/\n \*\s*\n/)[0]?.trimEnd()
  if (!paragraph) return ''
  return paragraph.endsWith('*/') ? `${paragraph}\n` : `${paragraph}\n */\n`
}

function refusedConstant(name: string): string {
  // Names that are words of the language cannot be constants, and tfjs exports none that matters.
  return `${advice(name)}\nexport declare const ${name}: ${notHere(name)}`
}

function instead(name: string): string {
  return `Not available here. ${refusals[name] ?? 'Type "tf." to see what is.'}`
}

function advice(name: string): string {
  return `/** @deprecated ${instead(name)} */`
}

function notHere(name: string): string {
  return `NotHere<${JSON.stringify(instead(name))}>`
}

function prune(text: string): string {
  const handles = new RegExp(`\\s*\\|\\s*(${prunedTypes.join('|')})\\b`, 'g')
  // `conv_util.ExplicitPadding`: all types stand in one file here.
  return text.replace(handles, '').replace(/\b[a-z_]+_util\.(?=[A-Z])/g, '')
}

/** The comment above a declaration, without the tags of tfjs's own site. */
function documentation(node: ts.Node): string {
  const last = ts.getJSDocCommentsAndTags(node).findLast(ts.isJSDoc)
  if (!last) return ''
  const lines = last
    .getText()
    .split('\n')
    .map((line) => line.trim().replace(/^\*/, ' *'))
    .filter((line) => !/@doc(link)? /.test(line))
  // A tag that stood last leaves an empty line behind.
  return `${lines.join('\n').replace(/(\n \*)+\n \*\/$/, '\n */')}\n`
}

function emitKit(root: string): string {
  const file = join(root, 'grader', 'kit', 'kit.ts')
  const options: ts.CompilerOptions = {
    ...compilerOptions,
    declaration: true,
    emitDeclarationOnly: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  }
  let text = ''
  const program = ts.createProgram([file], options)
  program.emit(program.getSourceFile(file), (_name, written) => (text = written), undefined, true)
  if (text === '') throw new Error('grader/kit/kit.ts emitted no declarations')
  return text
}

/** A compiler host that knows some files which do not exist. */
export function hostWith(files: Record<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options)
  const { fileExists, getSourceFile } = host
  return {
    ...host,
    fileExists: (name) => name in files || fileExists(name),
    readFile: (name) => files[name] ?? readFileSync(name, 'utf8'),
    getSourceFile: (name, version) => {
      const text = files[name]
      return text === undefined ? getSourceFile(name, version) : ts.createSourceFile(name, text, version, true)
    },
  }
}
