/** Turns {measured}, {expected} and {layer} in running text into elements of their own. */
import type { Element, ElementContent, Root, Text } from 'hast'

const names = /\{(measured|expected|layer)\}/

export function rehypePlaceholders(): (tree: Root) => void {
  return (tree) => visit(tree)
}

function visit(parent: Root | Element): void {
  parent.children = parent.children.flatMap((child) => {
    if (child.type === 'text') return split(child)
    // Code says what it says.
    if (child.type === 'element' && child.tagName !== 'code') visit(child)
    return [child]
  })
}

function split(text: Text): ElementContent[] {
  return text.value
    .split(names)
    .map((part, index): ElementContent =>
      index % 2 === 0
        ? { type: 'text', value: part }
        : { type: 'element', tagName: 'data', properties: { value: part }, children: [] },
    )
    .filter((part) => part.type !== 'text' || part.value !== '')
}
