'use client'

import { useLocale, useTranslations } from 'next-intl'
import { significant } from '../chart/number-format.ts'

/** What stands under every plot over layers: the input is on the left. */
export function LayerAxis() {
  const t = useTranslations('figures')
  return (
    <>
      <span>{t('input')}</span>
      <span>{t('layer')}</span>
      <span>{t('loss')}</span>
    </>
  )
}

/** ‖δ_l‖/‖δ_L‖ layer by layer. */
export function RatioTable({ ratios, caption }: { ratios: readonly number[]; caption: string }) {
  const t = useTranslations('figures')
  const locale = useLocale()
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('layer')}</th>
          <th scope="col">{t('ratioAxis')}</th>
        </tr>
      </thead>
      <tbody>
        {ratios.map((ratio, l) => (
          <tr key={l}>
            <th scope="row">{l + 1}</th>
            <td>{significant(locale, ratio)}</td>
          </tr>
        ))}
      </tbody>
    </table>
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
