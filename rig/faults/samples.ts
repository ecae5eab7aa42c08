/** Code whose verdict is known: each exercise's model solution, and each of its misconceptions. */
import path from 'node:path'

import { listExerciseFolders } from '../../grader/exercise/list-folders.ts'
import { makeReader } from '../../grader/reading/reader.ts'
import { exercisesFolder } from '../../runner/checkout.ts'

export interface Sample {
  slug: string
  source: string
  /** Null where it must pass; otherwise it must fail, and be recognised as this. */
  misconception: string | null
}

/** Solutions and misconceptions in about equal number, so that neither verdict is the usual one. */
export async function readSamples(): Promise<Sample[]> {
  const samples: Sample[] = []
  const reader = makeReader()
  for (const slug of await listExerciseFolders(exercisesFolder)) {
    const { files, meta } = await reader.readExerciseFolder(path.join(exercisesFolder, slug))
    if (meta.draft) continue
    for (const [file, source] of Object.entries(files)) {
      const misconception = /^misconceptions\/(.+)\.ts$/.exec(file)?.[1]
      if (misconception === undefined) continue
      samples.push({ slug, source, misconception })
      samples.push({ slug, source: files['solution.ts'] ?? '', misconception: null })
    }
  }
  reader.close()
  if (samples.length === 0) throw new Error('exercises/ holds no sample whose verdict is known')
  return samples
}
