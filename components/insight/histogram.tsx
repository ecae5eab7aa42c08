import { useTranslations } from 'next-intl'
import { useId } from 'react'

import type { Bin } from '@/course/grades/statistics.ts'
import { Link } from '@/i18n/navigation.ts'

import { useBinLabel } from './use-bin-label.ts'

interface Props {
  title: string
  measure: 'attempts' | 'minutes' | 'points'
  bins: readonly Bin[]
  /** Where the learners of a bin are listed. */
  hrefOf: (bin: number) => string
}

/**
 * A distribution as bars, every one with its number in sight and leading to its learners: a list and a chart in one, so that
 * nothing has to be guessed from heights.
 */
export function Histogram({ title, measure, bins, hrefOf }: Props) {
  const t = useTranslations('insight')
  const labelOf = useBinLabel()
  const id = useId()
  const tallest = bins.reduce((most, { count }) => Math.max(most, count), 1)
  return (
    <figure className="m-0 min-w-0">
      <figcaption id={id} className="mb-2 text-sm text-soft">
        {title}
      </figcaption>
      <ol aria-labelledby={id} className="m-0 list-none space-y-1 p-0 text-xs tabular-nums">
        {bins.map((bin, index) => {
          const label = labelOf(measure, bin)
          const bar = (
            <>
              <span className="w-20 shrink-0 text-right text-soft">{label}</span>
              <span className="flex min-w-0 flex-1 items-center gap-1.5">
                <span
                  aria-hidden="true"
                  className="h-3.5 min-w-px rounded-[2px] bg-mine/70"
                  style={{ width: `${(bin.count / tallest) * 85}%` }}
                />
                <span className={bin.count === 0 ? 'text-soft' : 'text-ink'}>{bin.count}</span>
              </span>
            </>
          )
          return (
            <li key={bin.from}>
              {bin.count === 0 ? (
                <span className="flex items-center gap-2">{bar}</span>
              ) : (
                <Link
                  href={hrefOf(index)}
                  prefetch={false}
                  aria-label={t('bar', { label, count: bin.count })}
                  className="flex items-center gap-2 rounded no-underline hover:bg-sunk"
                >
                  {bar}
                </Link>
              )}
            </li>
          )
        })}
      </ol>
    </figure>
  )
}
