import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'

import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { SideBySide } from '@/components/similar/side-by-side.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { Page } from '@/components/ui/page.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getSimilarPair } from '@/server/similar/similar-submissions.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/classes/[id]/insight/[assignment]/similar/[left]/[right]'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('similar')
  return { title: t('title') }
}

/** Two submissions side by side, with what they have in common. */
export default async function SimilarPairPage({ params }: Props) {
  const { id, assignment, left, right } = await params
  const path = `/classes/${id}/insight/${assignment}/similar`
  const actor = await requireReader(`${path}/${left}/${right}`)
  const pair = await orNotFound(getSimilarPair(getContext(), actor, id, { assignmentId: assignment, left, right }))
  const [t, format] = await Promise.all([getTranslations('similar.pair'), getFormatter()])
  const { alike } = pair
  const words = [
    { title: t('names'), list: alike?.names ?? [] },
    { title: t('comments'), list: alike?.comments ?? [] },
  ]

  return (
    <Page
      wide
      title={`${pair.left.learner.name} · ${pair.right.learner.name}`}
      lead={
        alike === null
          ? t('sameText')
          : t('lead', { share: format.number(alike.similarity, { style: 'percent' }), lines: alike.lines })
      }
      actions={
        <Link href={path} className="btn">
          {t('back')}
        </Link>
      }
    >
      <p className="m-0 mb-5 max-w-[70ch] border-l-2 border-hair pl-4 text-soft">{t('hint')}</p>
      {words.map(({ title, list }) =>
        list.length === 0 ? null : (
          <section key={title} className="mb-4 text-sm">
            <h2 className="m-0 mb-1 text-sm">{title}</h2>
            <ul className="m-0 flex list-none flex-wrap gap-x-4 gap-y-1 p-0">
              {list.map((word) => (
                <li key={word}>
                  <code className="break-words">{word}</code>
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
      <ClientMessages namespaces={['similar']}>
        <SideBySide classroomId={id} left={pair.left} right={pair.right} passages={pair.passages} />
      </ClientMessages>
    </Page>
  )
}
