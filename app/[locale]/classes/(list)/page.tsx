import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { requireReader } from '@/app/page-errors.ts'
import { CreateClassForm } from '@/components/classes/create-class-form.tsx'
import { JoinForm } from '@/components/classes/join-form.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { EmptyState, Page } from '@/components/ui/page.tsx'
import { Link } from '@/i18n/navigation.ts'
import { listClassrooms } from '@/server/classes/classrooms.ts'
import { listMyInvitations } from '@/server/classes/joining.ts'
import { getContext } from '@/server/process/context.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('classes')
  return { title: t('title') }
}

export default async function ClassesPage() {
  const actor = await requireReader('/classes')
  const [t, classrooms, invitations] = await Promise.all([
    getTranslations('classes'),
    listClassrooms(getContext(), actor),
    listMyInvitations(getContext(), actor),
  ])
  const teaches = actor.role !== 'learner'
  return (
    <Page title={t('title')} lead={t('lead')}>
      {invitations.length > 0 ? (
        <section aria-labelledby="invitations" className="mb-10">
          <h2 id="invitations" className="mb-3 text-lg">
            {t('invitations')}
          </h2>
          <ul className="card divide-y divide-hair">
            {invitations.map(({ path, className, role }) => (
              <li key={path} className="flex flex-wrap items-center justify-between gap-3 px-5 py-3">
                <span>
                  <span className="font-semibold">{className}</span>{' '}
                  <span className="text-sm text-soft">{t(`role.${role}`)}</span>
                </span>
                <Link href={path} className="btn">
                  {t('openInvitation')}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {classrooms.length === 0 ? (
        <EmptyState text={teaches ? t('emptyInstructor') : t('empty')} />
      ) : (
        <ul className="card divide-y divide-hair">
          {classrooms.map((classroom) => (
            <li key={classroom.id}>
              <Link
                href={`/classes/${classroom.id}`}
                className="flex flex-wrap items-baseline justify-between gap-x-4 px-5 py-3.5 text-ink no-underline hover:bg-sunk"
              >
                <span className="font-semibold">{classroom.name}</span>
                <span className="text-sm text-soft">
                  {t(`role.${classroom.role}`)} · {t('members', { count: classroom.learners })}
                  {classroom.archived ? ` · ${t('archived')}` : ''}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <ClientMessages namespaces={['classes']}>
        <div className="mt-12 grid gap-x-12 gap-y-10 sm:grid-cols-2">
          <section aria-labelledby="join">
            <h2 id="join" className="mb-4 text-lg">
              {t('joinTitle')}
            </h2>
            <JoinForm />
          </section>
          {teaches ? (
            <section aria-labelledby="create">
              <h2 id="create" className="mb-4 text-lg">
                {t('createTitle')}
              </h2>
              <CreateClassForm />
            </section>
          ) : null}
        </div>
      </ClientMessages>
    </Page>
  )
}
