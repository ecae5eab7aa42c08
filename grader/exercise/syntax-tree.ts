/** Walking a syntax tree without knowing its kinds of node. */
import type { AnyNode } from 'acorn'

/** The nodes directly below, in textual order within each property. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = []
  for (const value of Object.values(node)) {
    // Most properties are texts, numbers and flags.
    if (typeof value !== 'object' || value === null) continue
    if (Array.isArray(value)) {
      for (const one of value) if (isNode(one)) children.push(one)
    } else if (isNode(value)) children.push(value)
  }
  return children
}

/** Calls `visit` for every node, parents first. The stack is our own: the depth of the tree costs no recursion. */
export function walkTree(root: AnyNode, visit: (node: AnyNode, parent: AnyNode | null) => void): void {
  const nodes: AnyNode[] = [root]
  const parents: Array<AnyNode | null> = [null]
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    visit(node, parents.pop() ?? null)
    for (const child of childrenOf(node)) {
      nodes.push(child)
      parents.push(node)
    }
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
