import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkout, exercisesFolder } from '../runner/checkout.ts'
import { findTypeFaults } from './exercise-types.ts'

let folder: string
beforeEach(async () => {
  // Inside the project, where the modules are found that the files import.
  await mkdir(join(checkout, '.data'), { recursive: true })
  folder = await mkdtemp(join(checkout, '.data', 'exercise-types-'))
  await cp(join(exercisesFolder, 'xavier'), join(folder, 'xavier'), { recursive: true })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('the files of one exercise are checked without the rest of the project', async () => {
  expect([...findTypeFaults(['xavier'], folder)]).toEqual([])
  await writeFile(join(folder, 'xavier', 'solution.ts'), "export const answer: number = 'forty-two'\n")
  const faults = findTypeFaults(['xavier'], folder).get('xavier')
  expect(faults).toEqual([
    {
      file: 'solution.ts',
      reason: "line 1: Type 'string' is not assignable to type 'number'.",
      next: 'Correct the type (TypeScript 2322).',
    },
  ])
})
