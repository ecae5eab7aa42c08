import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'

import { ClassTabs } from '@/components/classes/class-tabs.tsx'
import { ClassZone } from '@/components/ui/local-time.tsx'
import { DomainError } from '@/course/foundation/errors.ts'
import { getClassroomHead } from '@/server/classes/classrooms.ts'
import { getActor } from '@/server/sign-in/sessions.ts'
import { getContext } from '@/server/process/context.ts'

const rooms = ['assignments', 'people', 'gradebook', 'live', 'insight', 'regrade', 'log', 'settings'] as const
/** Assistants would be turned away. */
const instructorsOnly: readonly string[] = ['regrade', 'log', 'settings']

/** The staff of a class move between its rooms; learners have one page and need no tabs. */
export default async function ClassLayout(props: LayoutProps<'/[locale]/classes/[id]'> & { children: ReactNode }) {
  const { id } = await props.params
  const [t, classroom] = await Promise.all([getTranslations('classes'), findHead(id)])
  if (classroom === null) return props.children
  if (classroom.role === 'learner') return <ClassZone timeZone={classroom.timeZone}>{props.children}</ClassZone>
  const tabs = [
    { href: `/classes/${id}`, label: t('tabs.overview') },
    ...rooms
      .filter((room) => classroom.role === 'instructor' || !instructorsOnly.includes(room))
      .map((room) => ({ href: `/classes/${id}/${room}`, label: t(`tabs.${room}`) })),
  ]
  return (
    <ClassZone timeZone={classroom.timeZone}>
      <ClassTabs label={classroom.name} tabs={tabs} />
      {props.children}
    </ClassZone>
  )
}

/** The page itself says what is wrong for who may not see it. */
async function findHead(id: string): Promise<Awaited<ReturnType<typeof getClassroomHead>> | null> {
  const actor = await getActor(getContext())
  if (actor === null) return null
  try {
    return await getClassroomHead(getContext(), actor, id)
  } catch (error) {
    if (error instanceof DomainError) return null
    throw error
  }
}
