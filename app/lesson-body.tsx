import type { ComponentType } from 'react'

import type { LessonContents } from '@/app/lesson-contents.ts'
import { linkExercises } from '@/components/lesson/exercise.tsx'
import { ReaderOfLesson } from '@/components/predictions/reader.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import type { CourseMapLesson } from '@/course/course/course-map.ts'
import type { Locale } from '@/i18n/routing.ts'

/**
 * The text of a lesson with its figures, and the way to each exercise where the text has come to it.
 * @param props.lesson of the course map: nothing else may be imported
 * @param props.user who reads it: their predictions are kept apart from those of others in the same browser
 */
export async function LessonBody(props: {
  lesson: CourseMapLesson
  locale: Locale
  contents: LessonContents
  user: string | null
}) {
  const { lesson, locale } = props
  const Body = await importLesson(lesson.path, locale)
  return (
    <ClientMessages namespaces={['lesson']} figures={props.contents.figures}>
      <div className="prose prose-lesson">
        <ReaderOfLesson user={props.user} lesson={lesson.path}>
          <Body components={{ Exercise: linkExercises(lesson.exercises, locale) }} />
        </ReaderOfLesson>
      </div>
    </ClientMessages>
  )
}

/** As MDX compiles it. */
type LessonText = ComponentType<{ components: { Exercise: ReturnType<typeof linkExercises> } }>

async function importLesson(path: string, locale: Locale): Promise<LessonText> {
  const [unit, lesson] = path.split('/')
  const file: { default: LessonText } = await import(`@/lessons/${unit}/${lesson}/${locale}.mdx`)
  return file.default
}
