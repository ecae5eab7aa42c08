/** Turns {measured}, {expected} and {layer} in running text into elements of their own. */
import type { PlaceholderName } from '../../grader/exercise/placeholders.ts'
import type { TreeNode } from './tree-node.ts'

const fillable: Record<PlaceholderName, true> = { measured: true, expected: true, layer: true }
const names = new RegExp(`\\{(${Object.keys(fillable).join('|')})\\}`)

export function rehypePlaceholders(): (tree: TreeNode) => void {
  return visit
}

function visit(parent: TreeNode): void {
  if (!parent.children) return
  parent.children = parent.children.flatMap((child) => {
    if (child.type === 'text') return split(child.value ?? '')
    // Code says what it says.
    if (child.tagName !== 'code') visit(child)
    return [child]
  })
}

function split(text: string): TreeNode[] {
  return text
    .split(names)
    .map((part, index): TreeNode =>
      index % 2 === 0
        ? { type: 'text', value: part }
        : { type: 'element', tagName: 'data', properties: { value: part }, children: [] },
    )
    .filter((part) => part.value !== '')
}
