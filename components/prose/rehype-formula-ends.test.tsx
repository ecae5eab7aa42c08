import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { Prose } from './prose.tsx'

/** Tags of the formula are left out: what remains is the wrapper and what it holds. */
function shape(markdown: string): string {
  return renderToStaticMarkup(<Prose markdown={markdown} />)
    .replaceAll(/<span class="katex-mathml">.*?<\/math><\/span>/g, '')
    .replaceAll(/<span class="katex" translate="no">.*?<\/span><\/span><\/span>(<\/span>)?/g, '▢')
}

test('punctuation stays with the formula that it touches', () => {
  expect(shape('If $x$, then.')).toContain('<span class="formula">▢,</span> then.')
  expect(shape('其中（$x$）。对')).toContain('其中<span class="formula">（▢）。</span>对')
})

test('a formula among words is left as it is', () => {
  expect(shape('The $x$ of it')).toBe('<div class="prose"><p>The ▢ of it</p></div>')
})

test('punctuation between two formulas goes to the first', () => {
  expect(shape('$x$，$y$')).toContain('<span class="formula">▢，</span>▢')
})

test('a long formula can still break where it could before', () => {
  const parts = (markdown: string) =>
    renderToStaticMarkup(<Prose markdown={markdown} />).split('class="base"').length - 1
  expect(parts('$z = a + b$,')).toBe(3)
  expect(renderToStaticMarkup(<Prose markdown="$z = a + b$," />).split('class="formula-break"').length - 1).toBe(2)
})
