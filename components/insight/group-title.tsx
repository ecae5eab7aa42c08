import { useTranslations } from 'next-intl'

import type { InsightGroup } from '@/course/insight/insight.ts'

import { useBinLabel } from './use-bin-label.ts'

/** @param props.bin the edges of the group, where it is a bin of a distribution */
export function GroupTitle({ group, bin }: { group: InsightGroup; bin: { from: number; to: number } | null }) {
  const t = useTranslations('insight.behind')
  const labelOf = useBinLabel()
  if (group.by === 'standing') return t(group.value)
  if (group.by === 'misconception' || bin === null) return t('misconception')
  return t(group.by, { label: labelOf(group.by, bin) })
}
