/** Unpacks the Chromium that the npm package `@sparticuz/chromium` carries (brotli files, no download). */
import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { buffer } from 'node:stream/consumers'
import { createBrotliDecompress } from 'node:zlib'

import { readTar } from './read-tar.ts'

export interface UnpackedChromium {
  executablePath: string
  /** Shared libraries that a bare system may lack (NSS, NSPR, expat). */
  libraryFolder: string
  /** Folder with a `fonts.conf`, for systems without any font. */
  fontsFolder: string
}

/**
 * Unpacks into `<cacheFolder>/chromium-<version>`, or finds it there.
 * The folder appears at once and complete (unpack beside, then rename), so a kill half way and two starts at once are harmless.
 * @throws Error if the package has no Chromium for this machine or the folder cannot be written
 */
export async function unpackChromium(options: {
  cacheFolder: string
  log: (line: string) => void
}): Promise<UnpackedChromium> {
  const { binFolder, version } = locatePackage()
  const folder = path.join(options.cacheFolder, `chromium-${version}`)
  const unpacked: UnpackedChromium = {
    executablePath: path.join(folder, 'chromium'),
    libraryFolder: path.join(folder, 'lib'),
    fontsFolder: path.join(folder, 'fonts'),
  }
  if (await exists(unpacked.executablePath)) return unpacked

  options.log(`unpacking Chromium into ${folder}`)
  const beside = path.join(options.cacheFolder, `unpacking-${process.pid}-${randomBytes(4).toString('hex')}`)
  await makeOpenFolder(options.cacheFolder)
  await makeOpenFolder(beside)
  try {
    await Promise.all([
      unpackExecutable(path.join(binFolder, 'chromium.br'), path.join(beside, 'chromium')),
      // SwiftShader's libraries are looked for beside the executable.
      unpackTar(path.join(binFolder, 'swiftshader.tar.br'), beside),
      unpackTar(path.join(binFolder, 'al2023.tar.br'), beside),
      unpackTar(path.join(binFolder, 'fonts.tar.br'), beside),
    ])
    await writeFile(path.join(beside, 'fonts', 'fonts.conf'), fontsConf(unpacked.fontsFolder))
    await chmod(path.join(beside, 'fonts', 'fonts.conf'), 0o644)
    await rename(beside, folder)
  } catch (cause) {
    await rm(beside, { recursive: true, force: true })
    // Another start may have unpacked it meanwhile; then the rename meets a folder that is not empty.
    if (!(await exists(unpacked.executablePath))) {
      throw new Error(`Chromium could not be unpacked into ${folder}: is the disk full or the folder read-only?`, {
        cause,
      })
    }
  }
  return unpacked
}

function locatePackage(): { binFolder: string; version: string } {
  const require = createRequire(import.meta.url)
  // The package exports its entry alone; it lies at build/cjs/index.cjs.
  const root = path.resolve(path.dirname(require.resolve('@sparticuz/chromium')), '..', '..')
  const manifest: unknown = require(path.join(root, 'package.json'))
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown'
  return { binFolder: path.join(root, 'bin'), version }
}

async function unpackExecutable(source: string, target: string): Promise<void> {
  await pipeline(createReadStream(source), createBrotliDecompress(), createWriteStream(target))
  await chmod(target, 0o755)
}

async function unpackTar(source: string, folder: string): Promise<void> {
  const bytes = await buffer(createReadStream(source).pipe(createBrotliDecompress()))
  for (const entry of readTar(bytes)) {
    const target = path.resolve(folder, entry.path)
    if (!target.startsWith(folder + path.sep)) throw new Error(`${source}: the entry ${entry.path} leaves its folder`)
    await makeOpenFolder(path.dirname(target))
    await writeFile(target, entry.content)
    await chmod(target, entry.executable ? 0o755 : 0o644)
  }
}

/** Root's browser is another account's, which must read all of it, whatever root's umask is. An existing folder keeps its mode. */
export async function makeOpenFolder(folder: string): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true })
  if (firstMade === undefined) return
  for (let made = folder; made.length >= firstMade.length; made = path.dirname(made)) await chmod(made, 0o755)
}

function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}
