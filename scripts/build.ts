/** Builds what `next start` serves, when its sources have changed: the Prisma client, the cage, the editor's types, the pages. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { takeLock } from './lock-file.mjs'
import { checkout } from './start-environment.ts'
import { Stop } from './stop.ts'

const stampFile = path.join(checkout, '.next', 'gradient-gym-build')
const clientStampFile = path.join(checkout, 'prisma', 'generated', 'gradient-gym-client')

const sourceFolders = [
  'app',
  'components',
  'course',
  'exercises',
  'grader',
  'i18n',
  'lessons',
  'messages',
  'prisma',
  'public',
  'scripts',
  'server',
  'store',
]
const sourceFile = /\.(ts|tsx|js|mjs|json)$/
/** Of scripts/, what takes part in a build. */
const buildScript = /^scripts\/(build|editor)/
/** Made by the build itself. */
const generated = ['prisma/generated', 'public/cage', 'public/monaco']

/**
 * One build at a time in a checkout; who waited for another's finds it done.
 * @throws Stop with the build's own words
 */
export async function buildWhenNeeded(options: { log: (line: string) => void; signal: AbortSignal }): Promise<void> {
  if (await isBuilt()) return
  const lock = await takeLock(path.join(checkout, '.data', 'build.lock'), {
    onWait: (pid) => options.log(`waiting: process ${pid} is building`),
  })
  try {
    if (await isBuilt()) return
    options.log('building (first time: about a minute)')
    await build(options.signal)
  } finally {
    lock.release()
  }
}

/** True if the last build finished and is of these sources. */
export async function isBuilt(): Promise<boolean> {
  const stamp = await readFile(stampFile, 'utf8').catch(() => '')
  return stamp === (await hashSources())
}

async function build(signal: AbortSignal): Promise<void> {
  const hash = await hashSources()
  await rm(stampFile, { force: true })
  await generateClientWhenNeeded(signal)
  const { buildCage } = await import('./build-cage.ts')
  await buildCage()
  const { buildEditorTypes } = await import('./build-editor-types.ts')
  buildEditorTypes(checkout)
  await runNode('pages', ['node_modules/next/dist/bin/next', 'build'], signal)
  await writeFile(stampFile, hash)
}

/** Before anything of ours is imported that needs the Prisma client. */
export async function generateClientWhenNeeded(signal?: AbortSignal): Promise<void> {
  const hash = createHash('sha256')
  for (const file of ['prisma/schema.prisma', 'package-lock.json'])
    hash.update(await readFile(path.join(checkout, file)))
  const stamp = hash.digest('hex')
  if ((await readFile(clientStampFile, 'utf8').catch(() => '')) === stamp) return
  await runNode('Prisma client', ['prisma/generate.ts'], signal)
  await writeFile(clientStampFile, stamp)
}

async function hashSources(): Promise<string> {
  const atRoot = (await readdir(checkout, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && sourceFile.test(entry.name) && entry.name !== 'next-env.d.ts')
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
    .filter((file) => !file.startsWith('scripts/') || buildScript.test(file))
}

async function runNode(what: string, args: string[], signal: AbortSignal | undefined): Promise<void> {
  const output: string[] = []
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: checkout,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal === undefined ? {} : { signal }),
    })
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()))
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code === 0) return
  throw new Stop(`The build of the ${what} failed. It said:\n${output.join('').trim()}`)
}
