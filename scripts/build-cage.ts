/** Writes the cage's assets to where the web application serves them: public/cage/. */
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { buildCageAssets } from '../grader/host/cage-assets.ts'

const folder = fileURLToPath(new URL('../public/cage/', import.meta.url))

export async function buildCage(): Promise<void> {
  const { frameHtml, cageScripts, judgeScript, readerScript, wasm } = await buildCageAssets()
  await mkdir(folder, { recursive: true })
  await Promise.all([
    writeFile(`${folder}frame.html`, frameHtml),
    ...Object.entries(cageScripts).map(([backend, script]) => writeFile(`${folder}cage-${backend}.js`, script)),
    writeFile(`${folder}judge.js`, judgeScript),
    writeFile(`${folder}reader.js`, readerScript),
    writeFile(`${folder}tfjs.wasm`, wasm),
  ])
}

if (import.meta.main) await buildCage()
