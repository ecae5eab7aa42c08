import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { forbidden } from 'next/navigation'

import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { ClassSettings } from '@/components/classes/class-settings.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { Page } from '@/components/ui/page.tsx'
import { getClassroom } from '@/server/classes/classrooms.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/classes/[id]/settings'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('classes')
  return { title: t('tabs.settings') }
}

export default async function ClassSettingsPage({ params }: Props) {
  const { id } = await params
  const actor = await requireReader(`/classes/${id}/settings`)
  const classroom = await orNotFound(getClassroom(getContext(), actor, id))
  // It shows nothing that they could not see elsewhere, and nothing that they could do.
  if (classroom.role !== 'instructor') forbidden()
  const { name, timeZone, keepsGrades, archived } = classroom
  const t = await getTranslations('classes')
  return (
    <Page wide title={t('tabs.settings')} lead={archived ? `${name} · ${t('archived')}` : name}>
      <ClientMessages namespaces={['classes']}>
        <ClassSettings id={id} name={name} timeZone={timeZone} keepsGrades={keepsGrades} archived={archived} />
      </ClientMessages>
    </Page>
  )
}
