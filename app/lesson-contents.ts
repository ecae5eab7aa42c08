import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { headingSlug } from '@/components/prose/heading-slug.ts'
import { listLessonPlaces } from '@/course/course/lesson-place.ts'
import type { Locale } from '@/i18n/routing.ts'

export interface LessonContents {
  /** Second-level headings. */
  headings: ContentsEntry[]
  figures: string[]
  /** Each "exercise/misconception" that has a place in the text. */
  places: string[]
}

export interface ContentsEntry {
  slug: string
  text: string
}

/**
 * What is in a lesson besides its text: the headings for the table of contents, figures and places. The MDX compiler keeps no
 * list of any, so they are read from the file.
 * @param lessonPath "unit/lesson", of a lesson that the course map knows
 */
export async function readLessonContents(lessonPath: string, locale: Locale): Promise<LessonContents> {
  const file = join(/* turbopackIgnore: true */ process.cwd(), 'lessons', lessonPath, `${locale}.mdx`)
  const source = withoutCode(await readFile(file, 'utf8'))
  return { headings: readHeadings(source), figures: readFigures(source), places: listLessonPlaces(source) }
}

function readHeadings(source: string): ContentsEntry[] {
  return source
    .split('\n')
    .map((line) => /^## +(.+?)\s*$/.exec(line)?.[1])
    .filter((heading) => heading !== undefined)
    .map((heading) => {
      const text = heading.replaceAll(/[*_`]/g, '')
      return { slug: headingSlug(text), text }
    })
}

/** `<PhaseDiagramFigure />` has its words in figures.json under "phaseDiagram". */
function readFigures(source: string): string[] {
  return [...source.matchAll(/<([A-Z]\w*)Figure\b/g)].map(
    ([, name = '']) => name.charAt(0).toLowerCase() + name.slice(1),
  )
}

function withoutCode(source: string): string {
  return source.replaceAll(/^```[\s\S]*?^```/gm, '')
}
