/**
 * Builds what `next start` serves, when its sources have changed: the Prisma client, the pages, the cage, the editor's types.
 *
 * Invariant: a build that is finished is never written again. Each set of sources has folders of its own, .builds/<id> and
 * public/made/<id>, so a product that is running keeps the files of the build that it started with, whoever builds beside it.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { checkout } from '../checkout.ts'
import { runNode } from '../processes/run-to-end.ts'
import { nextProgram } from '../processes/supervise.ts'
import { Stop } from '../stop.ts'
import { buildFoldersIn } from './folders.ts'

const folders = buildFoldersIn(checkout)
const clientStampFile = path.join(checkout, 'prisma', 'generated', 'gradient-gym-client')

/** What takes part in a build. Exercises do not: the web reads them as files, so a new one needs no build. */
const sourceFolders = [
  'app',
  'components',
  'contracts',
  'course',
  'grader',
  'i18n',
  'lessons',
  'messages',
  'prisma',
  'public',
  'runner/build',
  'server',
  'store',
]
const rootFile = /\.(ts|tsx|js|mjs|json)$/
/** Made by the build itself. */
const generated = ['prisma/generated', 'public/made']

/** What the web is told about the build that it serves. */
export interface BuildEnvironment {
  GRADIENT_GYM_BUILD: string
}

/**
 * One build at a time in a checkout; who waited for another's finds it done. This process is noted as a user of the build, which
 * is kept while it lives.
 * @returns the environment under which the web serves that build
 * @throws Stop with the build's own words
 */
export async function buildWhenNeeded(options: {
  log: (line: string) => void
  signal: AbortSignal
}): Promise<BuildEnvironment> {
  const id = (await hashSources()).slice(0, 16)
  if (!folders.isFinished(id)) {
    const lock = await folders.lock((pid) => options.log(`waiting: process ${pid} is building`))
    try {
      if (!folders.isFinished(id)) {
        options.log('building (first time: about a minute)')
        await build(id, options.signal)
      }
    } finally {
      lock.release()
    }
  }
  await folders.noteUse(id)
  await folders.removeOld(id)
  return { GRADIENT_GYM_BUILD: id }
}

async function build(id: string, signal: AbortSignal): Promise<void> {
  await folders.remove(id)
  await generateClientWhenNeeded(signal)
  const made = folders.madeFolder(id)
  const { buildCage } = await import('./cage.ts')
  await buildCage(path.join(made, 'cage'))
  const { makeEditorTypes } = await import('./editor-types.ts')
  await writeFile(path.join(made, 'editor-types.json'), JSON.stringify(makeEditorTypes(checkout)))
  const environment = { GRADIENT_GYM_BUILD: id }
  await runStep('pages', [nextProgram, 'build'], { signal, environment })
  // Turbopack's memory of this build: no other build lies in this folder.
  await rm(path.join(checkout, '.builds', id, 'cache'), { recursive: true, force: true })
  await folders.finish(id)
}

/** Before anything of ours is imported that needs the Prisma client. */
export async function generateClientWhenNeeded(signal?: AbortSignal): Promise<void> {
  const hash = createHash('sha256')
  for (const file of ['prisma/schema.prisma', 'package-lock.json'])
    hash.update(await readFile(path.join(checkout, file)))
  const stamp = hash.digest('hex')
  if ((await readFile(clientStampFile, 'utf8').catch(() => '')) === stamp) return
  await runStep('Prisma client', ['prisma/generate.ts'], { signal })
  await writeFile(clientStampFile, stamp)
}

async function hashSources(): Promise<string> {
  const atRoot = (await readdir(checkout, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && rootFile.test(entry.name) && entry.name !== 'next-env.d.ts')
    .map((entry) => entry.name)
  const inside = await Promise.all(sourceFolders.map((folder) => listFiles(folder)))
  const hash = createHash('sha256').update(process.version)
  for (const file of [...atRoot, ...inside.flat()].toSorted()) {
    hash.update(`\0${file}\0`).update(await readFile(path.join(checkout, file)))
  }
  return hash.digest('hex')
}

async function listFiles(folder: string): Promise<string[]> {
  const absolute = path.join(checkout, folder)
  if (!existsSync(absolute)) return []
  const entries = await readdir(absolute, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(checkout, path.join(entry.parentPath, entry.name)))
    .filter((file) => !generated.some((made) => file.startsWith(made)) && !/\.test\.tsx?$/.test(file))
}

async function runStep(
  what: string,
  args: string[],
  { signal, environment = {} }: { signal: AbortSignal | undefined; environment?: Record<string, string> },
): Promise<void> {
  const { code, output } = await runNode(args, {
    signal,
    environment: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...environment },
  })
  if (code !== 0) throw new Stop(`The build of the ${what} failed. It said:\n${output.trim()}`)
}
