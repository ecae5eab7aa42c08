/** Keeps browsers that translate pages away from code and formulas, which they would turn into nonsense. */
import type { TreeNode } from './tree-node.ts'

/** To be run behind rehype-katex. */
export default function rehypeUntranslated(): (tree: TreeNode) => void {
  return visit
}

function visit(node: TreeNode): void {
  if (isCodeOrFormula(node)) node.properties = { ...node.properties, translate: 'no' }
  else for (const child of node.children ?? []) visit(child)
}

function isCodeOrFormula({ tagName, properties }: TreeNode): boolean {
  const names = properties?.['className']
  return tagName === 'code' || tagName === 'pre' || (Array.isArray(names) && names.includes('katex'))
}
