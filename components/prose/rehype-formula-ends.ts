/**
 * Keeps a formula in running text together with the punctuation that touches it. A browser may begin a new line on
 * either side of an inline block, and formulas are made of them, so that a comma could open a line.
 */
import type { TreeNode } from './tree-node.ts'

const opening = /[([“‘（「《]+$/u
const closing = /^[,.;:!?)\]”’%…，。；：！？、）」》]+/u

/** To be run behind rehype-katex. */
export default function rehypeFormulaEnds(): (tree: TreeNode) => void {
  return visit
}

function visit(parent: TreeNode): void {
  const { children } = parent
  if (!children) return
  parent.children = children.flatMap((child, k): TreeNode[] => {
    if (child.type === 'text') return [withoutEnds(child, children[k - 1], children[k + 1])]
    if (!isFormula(child)) {
      visit(child)
      return [child]
    }
    const before = opening.exec(textOf(children[k - 1]))?.[0]
    const after = closing.exec(textOf(children[k + 1]))?.[0]
    return before === undefined && after === undefined ? [child] : [keepTogether(child, before, after)]
  })
}

/** What a neighbouring formula has taken over leaves the text. */
function withoutEnds(node: TreeNode, before: TreeNode | undefined, after: TreeNode | undefined): TreeNode {
  let value = node.value ?? ''
  if (isFormula(before)) value = value.replace(closing, '')
  if (isFormula(after)) value = value.replace(opening, '')
  return { ...node, value }
}

/** Nothing in it breaks any more, except between the parts where the formula could break before. */
function keepTogether(formula: TreeNode, before = '', after = ''): TreeNode {
  separateParts(formula)
  return span('formula', [text(before), formula, text(after)])
}

function separateParts(node: TreeNode): void {
  for (const child of node.children ?? []) separateParts(child)
  if (!hasClass(node, 'katex-html')) return
  const parts = node.children ?? []
  node.children = parts.flatMap((part, k) => (k === 0 ? [part] : [span('formula-break', [text('\u200B')]), part]))
}

const text = (value: string): TreeNode => ({ type: 'text', value })
const span = (name: string, children: TreeNode[]): TreeNode => ({
  type: 'element',
  tagName: 'span',
  properties: { className: [name] },
  children,
})
const textOf = (node: TreeNode | undefined) => (node?.type === 'text' ? (node.value ?? '') : '')
const isFormula = (node: TreeNode | undefined) => node !== undefined && hasClass(node, 'katex')
function hasClass({ properties }: TreeNode, name: string): boolean {
  return Array.isArray(properties?.['className']) && properties['className'].includes(name)
}
