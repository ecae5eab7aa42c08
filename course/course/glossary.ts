/** The course's words: what each means, how it is written, and which lesson explains it. */
import { z } from 'zod'

import { localised, readJson, type LessonFolder } from './lesson-files.ts'

const entry = z.strictObject({
  id: z.string(),
  term: localised,
  /** TeX, without the dollar signs. */
  symbol: z.string().min(1).optional(),
  /** One sentence, in Markdown with formulas. */
  meaning: localised,
  /** "unit/lesson" */
  lesson: z.string(),
  /** Other words for it, which no text of the course uses. */
  avoid: z.object({ en: z.array(z.string()), zh: z.array(z.string()) }).optional(),
})

export type GlossaryEntry = z.infer<typeof entry>

export interface Glossary {
  /** In the order of the file: as the course introduces them. */
  entries: GlossaryEntry[]
  /** How formulas are written, in Markdown. */
  notation: { en: string; zh: string }
}

/** @throws {z.ZodError} when lessons/glossary.json is not such a list */
export async function readGlossary(folder: Pick<LessonFolder, 'readText'>): Promise<Glossary> {
  const [json, en, zh] = await Promise.all([
    readJson(folder, 'glossary.json'),
    folder.readText('notation.en.md'),
    folder.readText('notation.zh.md'),
  ])
  return { entries: z.array(entry).parse(json), notation: { en, zh } }
}
