import { isValidElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Prose } from './prose.tsx'

test('a formula is written as KaTeX writes it, with its MathML', () => {
  const html = renderToStaticMarkup(<Prose markdown={'So $x < 1$, and\n\n$$\n\\sqrt{y}\n$$'} />)
  expect(html).toContain('<annotation encoding="application/x-tex">x &#x3C; 1</annotation>')
  expect(html).toContain('<span class="katex-display">')
  expect(html).toContain('<svg')
  expect(html).not.toContain('formula-html')
})

test('what somebody writes into a formula stays text', () => {
  const html = renderToStaticMarkup(
    <Prose
      markdown={'$\\text{<img src=x onerror=alert(1)>}$ and $\\href{javascript:alert(1)}{x}$ and $\\html@mathml{a}{b}$'}
    />,
  )
  expect(html).not.toContain('<img')
  expect(html).not.toContain('<a ')
})

test('React gets one element a formula', () => {
  const count = (node: ReactNode): number => {
    if (Array.isArray(node)) return node.reduce<number>((sum, one: ReactNode) => sum + count(one), 0)
    if (!isValidElement<{ children?: ReactNode }>(node)) return 0
    const { type, props } = node
    const children = typeof type === 'function' && type.length <= 1 ? render(type, props) : props.children
    return 1 + count(children)
  }
  const render = (type: unknown, props: unknown): ReactNode =>
    typeof type === 'function' ? (Reflect.apply(type, undefined, [props]) as ReactNode) : null
  const words = count(<Prose markdown={'So it is.'} />)
  expect(count(<Prose markdown={'So $\\frac{1}{2}\\sum_{i=1}^n x_i^2$ is.'} />)).toBeLessThan(words + 8)
})
