/** Puts numbers into an author's sentence that was rendered before they were known: {measured}, {expected}, {layer}. */
import { cloneElement, isValidElement, type ReactNode } from 'react'

/** @param values by placeholder; a placeholder that is not named here stays as it is written */
export function fillIn(node: ReactNode, values: Record<string, string>): ReactNode {
  if (typeof node === 'string') return fillText(node, values)
  if (Array.isArray(node)) return node.map((child: ReactNode) => fillIn(child, values))
  if (!isValidElement<{ children?: ReactNode }>(node)) return node
  const { children } = node.props
  const filled = fillIn(children, values)
  if (filled === children) return node
  return Array.isArray(filled) ? cloneElement(node, undefined, ...filled) : cloneElement(node, undefined, filled)
}

function fillText(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
