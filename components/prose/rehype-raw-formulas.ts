/**
 * Hands each formula to React as one piece of HTML. A formula is some forty nested elements and a lesson has a hundred formulas:
 * as elements they were nine tenths of what a page sends twice and of what the browser has to bring to life.
 */
import type { Element, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'

/** The tag that FormulaHtml renders. */
export const formulaTag = 'formula-html'

/** To be run last: what stands in a formula is no tree any more. */
export default function rehypeRawFormulas(): (tree: Root) => void {
  return visit
}

function visit(parent: Root | Element): void {
  parent.children.forEach((child, k) => {
    if (child.type !== 'element') return
    if (isFormula(child)) parent.children[k] = asHtml(child)
    else visit(child)
  })
}

function asHtml({ properties, children }: Element): Element {
  const html = toHtml(children, { space: 'html' })
  return { type: 'element', tagName: formulaTag, properties: { ...properties, html }, children: [] }
}

function isFormula({ properties }: Element): boolean {
  const names = properties['className']
  return Array.isArray(names) && (names.includes('katex') || names.includes('katex-display'))
}
