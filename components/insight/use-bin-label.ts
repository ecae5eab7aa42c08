import { useFormatter, useTranslations } from 'next-intl'

type Measure = 'attempts' | 'minutes' | 'points'

/** One bin of a distribution in words: attempts are whole numbers, times are minutes and then hours. */
export function useBinLabel(): (measure: Measure, bin: { from: number; to: number }) => string {
  const t = useTranslations('insight.unit')
  const format = useFormatter()
  const number = (value: number) => format.number(value, { maximumFractionDigits: 1 })
  return (measure, { from, to }) => {
    if (measure === 'minutes') {
      if (to === Number.POSITIVE_INFINITY) return t('moreHours', { from: number(from / 60) })
      if (from >= 60) return t('hourRange', { from: number(from / 60), to: number(to / 60) })
      return t('minuteRange', { from: number(from), to: number(to) })
    }
    if (to === Number.POSITIVE_INFINITY) return t('more', { from: number(from) })
    if (measure === 'points') return t('range', { from: number(from), to: number(to) })
    return to === from + 1 ? t('one', { from: number(from) }) : t('range', { from: number(from), to: number(to - 1) })
  }
}

/** A duration as teachers say it: minutes up to two hours, then hours. */
export function useDuration(): (minutes: number) => string {
  const t = useTranslations('insight.unit')
  const format = useFormatter()
  return (minutes) =>
    minutes < 120
      ? t('minutes', { value: format.number(minutes, { maximumFractionDigits: minutes < 10 ? 1 : 0 }) })
      : t('hours', { value: format.number(minutes / 60, { maximumFractionDigits: 1 }) })
}
