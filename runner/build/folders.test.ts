import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildFoldersIn } from './folders.ts'

let checkout = ''
beforeEach(async () => void (checkout = await mkdtemp(path.join(tmpdir(), 'builds-'))))
afterEach(() => rm(checkout, { recursive: true, force: true }))

const folderOf = (id: string) => path.join(checkout, '.builds', id)
const kept = (ids: string[]) => ids.filter((id) => existsSync(folderOf(id)))

/** A finished build, the older the smaller its number. */
async function addBuild(id: string, number: number): Promise<void> {
  const folders = buildFoldersIn(checkout)
  await mkdir(folderOf(id), { recursive: true })
  await mkdir(folders.madeFolder(id), { recursive: true })
  await writeFile(path.join(folders.madeFolder(id), 'frame.html'), id)
  await folders.finish(id)
  await utimes(folderOf(id), number, number)
}

test('the newest others are kept, older ones go with what they made', async () => {
  for (const [i, id] of ['a', 'b', 'c', 'd'].entries()) await addBuild(id, i + 1)
  const folders = buildFoldersIn(checkout)
  await folders.removeOld('d')
  expect(kept(['a', 'b', 'c', 'd'])).toEqual(['b', 'c', 'd'])
  expect(existsSync(folders.madeFolder('a'))).toBe(false)
  expect(existsSync(folders.madeFolder('b'))).toBe(true)
})

test('a build that a living process uses stays, however old; one whose users are gone does not', async () => {
  for (const [i, id] of ['a', 'b', 'c', 'd', 'e'].entries()) await addBuild(id, i + 1)
  const folders = buildFoldersIn(checkout)
  await folders.noteUse('a')
  await mkdir(path.join(folderOf('b'), 'users'))
  await writeFile(path.join(folderOf('b'), 'users', '1'), JSON.stringify({ pid: 1, born: 'long ago' }))
  await utimes(folderOf('a'), 1, 1)
  await utimes(folderOf('b'), 2, 2)
  await folders.removeOld('e')
  expect(kept(['a', 'b', 'c', 'd', 'e'])).toEqual(['a', 'c', 'd', 'e'])
})

test('one that is being written stays while its builder lives', async () => {
  const folders = buildFoldersIn(checkout)
  const lock = await folders.lock(() => undefined)
  await mkdir(folderOf('half'), { recursive: true })
  await utimes(folderOf('half'), 0, 0)
  for (const [i, id] of ['a', 'b', 'c'].entries()) await addBuild(id, i + 1)
  await folders.removeOld('c')
  expect(kept(['half'])).toEqual(['half'])
  lock.release()
  await folders.removeOld('c')
  expect(kept(['half'])).toEqual([])
})

test('who starts the web alone is told of the build that was used last', async () => {
  const folders = buildFoldersIn(checkout)
  for (const id of ['a', 'b']) await addBuild(id, 1)
  await folders.noteUse('a')
  await folders.noteUse('b')
  await folders.noteUse('b')
  expect(await readFile(path.join(checkout, '.builds', 'current'), 'utf8')).toBe('b')
})
