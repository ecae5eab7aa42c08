import type { ComponentProps } from 'react'

/**
 * A formula as KaTeX wrote it (see rehype-raw-formulas.ts).
 * @param props.html KaTeX's own output: it escapes all text, and with `trust` off a formula can neither link nor load anything
 * @param props.node the syntax tree's, which react-markdown hands to every component
 */
export function FormulaHtml({ html, node: _, ...rest }: ComponentProps<'span'> & { html?: string; node?: unknown }) {
  return <span {...rest} dangerouslySetInnerHTML={{ __html: html ?? '' }} />
}
