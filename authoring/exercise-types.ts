/**
 * The types of a few exercises' own files, without the rest of the project: seconds instead of a minute. Wrong ideas and samples are
 * answers like a learner's, whose types no grading asks for.
 */
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import type { Fault } from '../grader/exercise/exercise-error.ts'
import { checkout, exercisesFolder } from '../runner/checkout.ts'

const typedFiles = ['experiment.ts', 'checks.ts', 'solution.ts', 'starter.ts', 'starter.zh.ts']

/** By slug; an exercise without faults is not in it. */
export function findTypeFaults(slugs: readonly string[], folder = exercisesFolder): Map<string, Fault[]> {
  const options = readOptions()
  const roots = slugs
    .flatMap((slug) => typedFiles.map((file) => join(folder, slug, file)))
    .filter((file) => existsSync(file))
  const program = ts.createProgram(roots, options)
  const faults = roots.flatMap((file) => {
    const source = program.getSourceFile(file)
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((diagnostic) =>
      describe(diagnostic, folder),
    )
  })
  const bySlug = Map.groupBy(faults, ({ slug }) => slug)
  return new Map([...bySlug].map(([slug, found]) => [slug, found.map(({ fault }) => fault)]))
}

function readOptions(): ts.CompilerOptions {
  const file = join(checkout, 'tsconfig.json')
  const { config, error } = ts.readConfigFile(file, (path) => ts.sys.readFile(path))
  if (error !== undefined) throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(error.messageText, '\n')}`)
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, checkout)
  // Types of Node and of the DOM exist where none of these files runs.
  return { ...options, incremental: false, noEmit: true, lib: ['lib.es2024.d.ts'], types: [] }
}

function describe({ file, start, code, messageText }: ts.Diagnostic, folder: string): { slug: string; fault: Fault } {
  const reason = ts.flattenDiagnosticMessageText(messageText, '\n')
  const path = relative(folder, file?.fileName ?? folder)
  const [slug = '', ...rest] = path.split(/[/\\]/)
  const at = file && start !== undefined ? `line ${file.getLineAndCharacterOfPosition(start).line + 1}: ` : ''
  return {
    slug,
    fault: { file: rest.join('/'), reason: `${at}${reason}`, next: `Correct the type (TypeScript ${code}).` },
  }
}
