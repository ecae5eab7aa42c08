import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { headingSlug } from '@/components/ui/heading-slug.ts'
import type { Locale } from '@/i18n/routing.ts'

export interface ContentsEntry {
  slug: string
  text: string
}

/**
 * The second-level headings of a lesson, for the table of contents. The MDX compiler keeps no list of them, so they
 * are read from the file.
 * @param lessonPath "unit/lesson", of a lesson that the course map knows
 */
export async function readLessonContents(lessonPath: string, locale: Locale): Promise<ContentsEntry[]> {
  const file = join(/* turbopackIgnore: true */ process.cwd(), 'lessons', lessonPath, `${locale}.mdx`)
  const source = await readFile(file, 'utf8')
  return withoutCode(source)
    .split('\n')
    .map((line) => /^## +(.+?)\s*$/.exec(line)?.[1])
    .filter((heading) => heading !== undefined)
    .map((heading) => {
      const text = heading.replaceAll(/[*_`]/g, '')
      return { slug: headingSlug(text), text }
    })
}

function withoutCode(source: string): string {
  return source.replaceAll(/^```[\s\S]*?^```/gm, '')
}
