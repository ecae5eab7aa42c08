/** Walking a syntax tree without knowing its kinds of node. */
import type { AnyNode } from 'acorn'

/** The nodes directly below, in textual order within each property. */
export function* childrenOf(node: AnyNode): Generator<AnyNode> {
  for (const value of Object.values(node)) {
    if (isNode(value)) yield value
    else if (Array.isArray(value)) for (const one of value) if (isNode(one)) yield one
  }
}

/** Calls `visit` for every node, parents first. The stack is our own: the depth of the tree costs no recursion. */
export function walkTree(root: AnyNode, visit: (node: AnyNode, parent: AnyNode | null) => void): void {
  const left: Array<{ node: AnyNode; parent: AnyNode | null }> = [{ node: root, parent: null }]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { node, parent } = next
    visit(node, parent)
    for (const child of childrenOf(node)) left.push({ node: child, parent: node })
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
