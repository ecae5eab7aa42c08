import { describe, expect, it } from 'vitest'
import { ProseError, parseProse } from './prose.ts'

const good = `# Clip by the global norm

Return $\\frac{c}{\\|g\\|}$ and \`{anything}\`.

## Details

\`\`\`ts
# no heading
<div>
## Checks
\`\`\`

$$
\\frac{a}{b} < c > d
$$

## Checks

### length

The norm is {measured}, expected {expected}
on layer {layer}.

1. A nudge
   over two lines.
2. More:

   \`\`\`ts
   const a: Array<number> = []
   \`\`\`

10. Last.

### direction

Same direction.

1. Hint.

## Misconceptions

### per-tensor

Each on its own.

1. Hint.

## Plots

### before-after

The norm after clipping $c$
`

function refusal(text: string): string {
  try {
    parseProse(text, 'en.md')
  } catch (error) {
    if (error instanceof ProseError) return `${error.fault.reason} | ${error.fault.next}`
    throw error
  }
  throw new Error('parsed, but should not have')
}

describe('prose', () => {
  it('is a title, a task, and entries with a claim and hints', () => {
    const prose = parseProse(good, 'en.md')
    expect(prose.title).toBe('Clip by the global norm')
    expect(prose.task).toContain('## Details')
    expect(prose.task.endsWith('$$')).toBe(true)
    expect(Object.keys(prose.checks)).toEqual(['length', 'direction'])
    expect(prose.checks['length']?.claim).toBe('The norm is {measured}, expected {expected}\non layer {layer}.')
    expect(prose.checks['length']?.hints).toHaveLength(3)
    expect(prose.checks['length']?.hints[0]).toBe('A nudge\nover two lines.')
    expect(prose.checks['length']?.hints[1]).toContain('Array<number>')
    expect(prose.misconceptions['per-tensor']).toEqual({ claim: 'Each on its own.', hints: ['Hint.'] })
    expect(prose.plots).toEqual({ 'before-after': 'The norm after clipping $c$' })
  })

  it('keeps what is said beside a result apart from the claim', () => {
    const two = parseProse(good.replace('Same direction.', 'Same direction.\n\nYours: {measured}.'), 'en.md')
    expect(two.checks['direction']).toEqual({
      claim: 'Same direction.',
      figures: 'Yours: {measured}.',
      hints: ['Hint.'],
    })
  })

  it('may say at its end what was shown', () => {
    expect(parseProse(`${good}\n## Passed\n\nOne factor\nfor all.\n`, 'en.md')).toMatchObject({
      passed: 'One factor\nfor all.',
      plots: { 'before-after': 'The norm after clipping $c$' },
    })
    expect(parseProse(good, 'en.md').passed).toBeUndefined()
    expect(refusal(good.replace('## Plots', '## Passed\n\nShown.\n\n## Plots'))).toContain('after `## Passed`')
  })

  it('may have no misconception and no plot', () => {
    const none = parseProse(good.slice(0, good.indexOf('### per-tensor')), 'en.md')
    expect(none.misconceptions).toEqual({})
    expect(none.plots).toEqual({})
  })

  const faults: Array<[string, string, string]> = [
    ['no title', good.replace('# Clip', 'Clip'), 'line 1 does not begin with a title'],
    ['no task', '# t\n\n## Checks\n\n## Misconceptions\n', 'has no task'],
    ['no checks heading', good.replaceAll('## Checks', '## Prüfungen'), 'has no heading `## Checks`'],
    ['a translated heading', good.replace('## Misconceptions', '## 误解'), 'has no heading `## Misconceptions`'],
    ['headings swapped', '# t\nx\n## Misconceptions\n## Checks\n', 'before `## Checks`'],
    ['a heading twice', `${good}\n## Checks\n`, 'twice'],
    ['an id twice', good.replace('### direction', '### length'), 'describes "length" twice'],
    ['an id with a capital', good.replace('### direction', '### Direction'), 'is no id'],
    ['a wrong level', good.replace('### direction', '## direction'), 'is no id'],
    ['no claim', good.replace('Same direction.', ''), '"direction" has no sentence'],
    ['no hints', good.replace('Same direction.\n\n1. Hint.', 'Same direction.'), '"direction" has no hints'],
    ['three paragraphs', good.replace('Same direction.', 'Same.\n\nYours.\n\nMore.'), 'a third paragraph'],
    ['text after the hints', good.replace('### direction', 'Left over.\n\n### direction'), 'text after its hints'],
    ['text before the ids', good.replace('### length', 'Hello.\n\n### length'), 'text before the first'],
    ['a plot without a title', good.replace('The norm after clipping $c$', ''), 'plot "before-after" has no title'],
    ['a plot with a paragraph', good.replace('clipping $c$', 'clipping\n\n1. Hint.'), 'has more than a title'],
    ['plots before the checks', good.replace('## Details', '## Plots'), '`## Plots` twice'],
    ['plots first', good.replace('## Plots', '').replace('## Details', '## Plots'), 'has `## Plots` before'],
    ['raw HTML', good.replace('Same direction.', 'Same <b>direction</b>.'), 'raw HTML'],
    ['a comment', good.replace('Same direction.', 'Same <!-- x --> direction.'), 'raw HTML'],
    ['an unknown placeholder', good.replace('{expected}', '{want}'), 'unknown placeholder {want}'],
  ]
  it.each(faults)('with %s is refused', (_, text, reason) => {
    expect(refusal(text)).toContain(reason)
  })

  it('names the line', () => {
    expect(refusal(good.replace('{layer}', '{depth}'))).toContain('line 22 ')
  })
})
