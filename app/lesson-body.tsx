import type { ComponentType } from 'react'

import type { LessonContents } from '@/app/lesson-contents.ts'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import type { Locale } from '@/i18n/routing.ts'

/**
 * The text of a lesson with its figures.
 * @param props.path "unit/lesson", of a lesson that the course map knows: nothing else may be imported
 */
export async function LessonBody(props: { path: string; locale: Locale; contents: LessonContents }) {
  const Body = await importLesson(props.path, props.locale)
  return (
    <ClientMessages namespaces={['lesson']} figures={props.contents.figures}>
      <div className="prose prose-lesson">
        <Body />
      </div>
    </ClientMessages>
  )
}

async function importLesson(path: string, locale: Locale): Promise<ComponentType> {
  const [unit, lesson] = path.split('/')
  const file: { default: ComponentType } = await import(`@/lessons/${unit}/${lesson}/${locale}.mdx`)
  return file.default
}
