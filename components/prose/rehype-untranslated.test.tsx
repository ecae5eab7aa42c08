import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Prose } from './prose.tsx'

test('code and formulas are kept from translation, words are not', () => {
  const html = renderToStaticMarkup(<Prose markdown={'A word, `code` and $x^2$.\n\n```\nlet a\n```\n\n$$\ny\n$$'} />)
  expect(html).toContain('<code translate="no">code</code>')
  expect(html.match(/<pre[^>]*>/g)?.every((tag) => tag.includes('translate="no"'))).toBe(true)
  expect(html.match(/<span class="katex"[^>]*>/g)).toEqual(
    Array.from({ length: 2 }, () => '<span class="katex" translate="no">'),
  )
  expect(html).toContain('<p>A word')
})
