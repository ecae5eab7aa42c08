/**
 * Writes the editor's types to public/monaco/: types-<hash>.json, which may be cached for ever, and types.json, which
 * names it. Runs before every build; the folder is not in git.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeEditorTypes } from './editor-types.ts'

/** @returns the file that was written, relative to public/ */
export function buildEditorTypes(root = process.cwd()): string {
  const text = JSON.stringify(makeEditorTypes(root))
  const file = `types-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.json`
  const folder = join(root, 'public', 'monaco')
  mkdirSync(folder, { recursive: true })
  for (const old of readdirSync(folder)) if (/^types-.*\.json$/.test(old) && old !== file) rmSync(join(folder, old))
  writeFileSync(join(folder, file), text)
  writeFileSync(join(folder, 'types.json'), JSON.stringify({ file }))
  return `monaco/${file}`
}

if (import.meta.main) console.log(buildEditorTypes())
