'use client'

import { useTranslations } from 'next-intl'

/** What stands under every plot over layers: the input is on the left. @param of what is counted, if not layers */
export function LayerAxis({ of }: { of?: string }) {
  const t = useTranslations('figures')
  return (
    <>
      <span>{t('input')}</span>
      <span>{of ?? t('layer')}</span>
      <span>{t('loss')}</span>
    </>
  )
}

/** The first layer, on the way from the loss to the input, whose value leaves the band. */
export function firstOut(
  values: readonly number[],
  band: readonly [number, number],
): { x: number; value: number } | undefined {
  for (let l = values.length - 1; l >= 0; l--) {
    const value = values[l] ?? 0
    if (!(value >= band[0] && value <= band[1])) return { x: l + 1, value }
  }
  return undefined
}
