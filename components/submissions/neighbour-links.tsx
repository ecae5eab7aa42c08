import { useTranslations } from 'next-intl'

import { Link } from '@/i18n/navigation.ts'

interface Neighbour {
  submissionId: string
  name: string
}

/** To the work of the learners before and after, in the gradebook's order. */
export function NeighbourLinks(props: { previous: Neighbour | null; next: Neighbour | null; classroomId: string }) {
  const { previous, next, classroomId } = props
  const t = useTranslations('review.neighbours')
  if (previous === null && next === null) return null
  const href = ({ submissionId }: Neighbour) => `/submissions/${submissionId}?class=${classroomId}`
  return (
    <nav aria-label={t('label')} className="flex flex-wrap gap-2">
      {previous === null ? null : (
        <Link href={href(previous)} className="btn max-w-60" rel="prev">
          <span aria-hidden="true">←</span>
          <span className="truncate">{t('previous', { name: previous.name })}</span>
        </Link>
      )}
      {next === null ? null : (
        <Link href={href(next)} className="btn max-w-60" rel="next">
          <span className="truncate">{t('next', { name: next.name })}</span>
          <span aria-hidden="true">→</span>
        </Link>
      )}
    </nav>
  )
}
