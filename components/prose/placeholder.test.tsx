import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Prose } from './prose.tsx'
import { PlaceholderContext } from './placeholder.tsx'

test("an author's placeholders are filled where the sentence is shown", () => {
  const sentence = <Prose markdown="Layer {layer} gave **{measured}**, not `{expected}`." inline />
  const html = renderToStaticMarkup(
    <PlaceholderContext value={{ layer: '3', measured: '0.5' }}>{sentence}</PlaceholderContext>,
  )
  expect(html).toContain('Layer 3 gave <strong>0.5</strong>, not <code translate="no">{expected}</code>.')
})

test('before its number is known the sentence still reads as one', () => {
  expect(renderToStaticMarkup(<Prose markdown="It gave {measured}." inline />)).toContain('It gave –.')
})

test('formulas keep their braces', () => {
  expect(renderToStaticMarkup(<Prose markdown="$x_{layer}$" inline />)).not.toContain('–')
})
