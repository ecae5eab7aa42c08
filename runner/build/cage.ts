/** Writes the cage's assets to where the web application serves them. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buildCageAssets } from '../../grader/host/cage-assets.ts'

export async function buildCage(folder: string): Promise<void> {
  const { frameHtml, cageScripts, judgeScript, readerScript, wasm } = await buildCageAssets()
  const write = (name: string, content: string | Uint8Array) => writeFile(path.join(folder, name), content)
  await mkdir(folder, { recursive: true })
  await Promise.all([
    write('frame.html', frameHtml),
    ...Object.entries(cageScripts).map(([backend, script]) => write(`cage-${backend}.js`, script)),
    write('judge.js', judgeScript),
    write('reader.js', readerScript),
    write('tfjs.wasm', wasm),
  ])
}
