/** Writes what the editor knows of types to where the web application serves it. */
import { writeFile } from 'node:fs/promises'
import { makeEditorTypes } from './editor-types.ts'
import { checkout } from './start-environment.ts'

export async function buildEditorTypes(file: string): Promise<void> {
  await writeFile(file, JSON.stringify(makeEditorTypes(checkout)))
}
