import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { findMergeBase, listChangedFiles } from './changed-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'changed-files-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
    cwd: folder,
    encoding: 'utf8',
  })

function write(file: string, text: string): void {
  mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
  writeFileSync(path.join(folder, file), text)
}

test('what the branch committed and what the working tree holds are changes, what the main branch did since is none', async () => {
  git('init', '--quiet', '--initial-branch=main')
  for (const file of ['committed.ts', 'edited.ts', 'deleted.ts', 'still.ts', 'theirs.ts']) write(file, 'one\n')
  write('.gitignore', 'ignored.ts\n')
  git('add', '.')
  git('commit', '--quiet', '--message=base')
  const base = git('rev-parse', 'HEAD').trim()
  git('checkout', '--quiet', '-b', 'branch')
  write('committed.ts', 'two\n')
  git('commit', '--quiet', '--all', '--message=mine')
  git('checkout', '--quiet', 'main')
  write('theirs.ts', 'two\n')
  git('commit', '--quiet', '--all', '--message=theirs')
  git('checkout', '--quiet', 'branch')
  write('edited.ts', 'two\n')
  write('new/a file with spaces.ts', 'one\n')
  write('ignored.ts', 'one\n')
  rmSync(path.join(folder, 'deleted.ts'))

  expect(await findMergeBase(folder)).toBe(base)
  expect((await listChangedFiles(base, folder))?.toSorted()).toEqual(
    ['committed.ts', 'deleted.ts', 'edited.ts', 'new/a file with spaces.ts'].toSorted(),
  )
})

test('where there is no repository nobody knows what changed', async () => {
  expect(await findMergeBase(folder)).toBeUndefined()
  expect(await listChangedFiles('HEAD', folder)).toBeUndefined()
})
