/** Secrets that nobody has to choose: made at the first start, kept where only this account reads them. */
import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { z } from 'zod'

import { Stop } from './stop.ts'

const secrets = z.object({
  /** Signs the session cookies; the key of second factors is derived from it. */
  nextAuthSecret: z.string().min(32),
})

export type Secrets = z.infer<typeof secrets>

/** @throws Stop if the file is there and cannot be read as secrets: making new ones would sign everybody out unasked */
export async function readOrMakeSecrets(dataFolder: string): Promise<Secrets> {
  const file = path.join(dataFolder, 'secrets.json')
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new Stop(`The secrets in ${file} cannot be read by this account. Start as the account that made them.`)
  })
  if (text !== undefined) return parseSecrets(text, file)

  const made: Secrets = { nextAuthSecret: randomBytes(48).toString('base64url') }
  // Renamed into place, so that a kill half way leaves no half file.
  const beside = `${file}.${process.pid}`
  await writeFile(beside, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  await rename(beside, file)
  return made
}

function parseSecrets(text: string, file: string): Secrets {
  try {
    return secrets.parse(JSON.parse(text))
  } catch {
    throw new Stop(
      `The secrets in ${file} are damaged. Restore the file from a backup, or delete it: new ones are made then, everybody signs in again, and second factors have to be set up anew.`,
    )
  }
}
