import type { Pattern } from 'acorn'

/** The names that a binding pattern declares, with their offsets. */
export function declaredNames(pattern: Pattern, into = new Map<string, number>()): Map<string, number> {
  switch (pattern.type) {
    case 'Identifier':
      into.set(pattern.name, pattern.start)
      break
    case 'AssignmentPattern':
      declaredNames(pattern.left, into)
      break
    case 'RestElement':
      declaredNames(pattern.argument, into)
      break
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element) declaredNames(element, into)
      break
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        declaredNames(property.type === 'RestElement' ? property.argument : property.value, into)
      }
      break
    case 'MemberExpression':
      break
  }
  return into
}
