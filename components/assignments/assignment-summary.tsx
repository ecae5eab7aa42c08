import { useTranslations } from 'next-intl'

import type { AssignmentSettings } from '@/contracts/assignments.ts'

import { useMoment } from '../ui/local-time.tsx'

/** What was laid down for an assignment, in words, in the time zone of the class. */
export function AssignmentSummary({ settings }: { settings: AssignmentSettings }) {
  const t = useTranslations('assignments')
  const moment = useMoment({ zone: false })
  const { opensAt, dueAt, closesAt, points, latePolicy, latePercent, attemptLimit, counting, solutionOpens } = settings
  const when = (time: string) => moment(time)
  const parts = [
    t('summary.points', { points }),
    opensAt === null ? null : t('summary.opens', { when: when(opensAt) }),
    dueAt === null ? t('summary.noDue') : t('summary.due', { when: when(dueAt) }),
    closesAt === null ? null : t('summary.closes', { when: when(closesAt) }),
    dueAt === null ? null : t(`summary.${latePolicy}`, { percent: latePercent }),
    attemptLimit === null ? null : t('summary.attempts', { count: attemptLimit }),
    counting === 'last' ? t('summary.last') : null,
    solutionOpens === 'passed' ? null : t(`solution.${solutionOpens}`),
  ]
  return <p className="text-sm text-soft">{parts.filter((part) => part !== null).join(' · ')}</p>
}
