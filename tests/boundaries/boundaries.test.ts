import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import config from '../../.dependency-cruiser.js'
import { subjects } from '../../.dependency-cruiser-subjects.js'
import manifest from '../../package.json' with { type: 'json' }
import { boundaryRooms } from '../../rig/checks/rooms.ts'

const checkout = path.resolve(import.meta.dirname, '..', '..')
/** A file that must be reported, and what it imports. */
interface Violation {
  file: string
  source: string
  needs?: string[]
}

const violations: Record<string, Violation> = {
  'grader-stands-alone': { file: 'grader/host/a.ts', source: `import '../../store/b.ts'`, needs: ['store/b.ts'] },
  'grader-packages': {
    file: 'grader/cage/a.ts',
    source: `import 'left-pad'`,
    needs: ['node_modules/left-pad/index.js'],
  },
  'browsers-belong-to-the-host': {
    file: 'grader/exercise/a.ts',
    source: `import 'playwright'`,
    needs: ['node_modules/playwright/index.js'],
  },
  'cage-has-no-machine': { file: 'grader/cage/a.ts', source: `import 'node:fs'` },
  'cage-does-not-know-its-host': {
    file: 'grader/kit/a.ts',
    source: `import '../host/b.ts'`,
    needs: ['grader/host/b.ts'],
  },
  'texts-are-read-behind-the-wall': {
    file: 'server/a.ts',
    source: `import '../grader/exercise/prose.ts'`,
    needs: ['grader/exercise/prose.ts'],
  },
  'course-is-pure': { file: 'course/a.ts', source: `import 'node:fs'` },
  'course-takes-types-only': {
    file: 'course/a.ts',
    source: `import '../grader/judge/b.ts'`,
    needs: ['grader/judge/b.ts'],
  },
  'contracts-are-pure': { file: 'contracts/a.ts', source: `import '../server/b.ts'`, needs: ['server/b.ts'] },
  'exercises-import-three': {
    file: 'exercises/x/checks.ts',
    source: `import '../../grader/cage/b.ts'`,
    needs: ['grader/cage/b.ts'],
  },
  'exercises-are-read': {
    file: 'scripts/a.ts',
    source: `import '../exercises/x/checks.ts'`,
    needs: ['exercises/x/checks.ts'],
  },
  'prisma-behind-the-store': {
    file: 'server/a.ts',
    source: `import '@prisma/client'`,
    needs: ['node_modules/@prisma/client/index.js'],
  },
  'store-is-plain-node': { file: 'store/a.ts', source: `import 'react'`, needs: ['node_modules/react/index.js'] },
  'store-takes-types-of-the-domain': {
    file: 'store/a.ts',
    source: `import '../course/b.ts'`,
    needs: ['course/b.ts'],
  },
  'server-is-below-the-pages': {
    file: 'server/a.ts',
    source: `import '../components/b.tsx'`,
    needs: ['components/b.tsx'],
  },
  'components-fetch-nothing': { file: 'components/a.tsx', source: `import '../i18n/b.ts'`, needs: ['server/c.ts'] },
  'components-use-the-page-host': {
    file: 'components/a.tsx',
    source: `import '../grader/exercise/b.ts'`,
    needs: ['grader/exercise/b.ts'],
  },
  'plain-arithmetic-imports-nothing': {
    file: 'grader/kit/mulberry32.ts',
    source: `import '@tensorflow/tfjs'`,
    needs: ['node_modules/@tensorflow/tfjs/index.js'],
  },
  'app-asks-the-server': { file: 'app/page.tsx', source: `import '../store/b.ts'`, needs: ['store/b.ts'] },
  'nothing-imports-app': { file: 'components/a.tsx', source: `import '../app/page.tsx'`, needs: ['app/page.tsx'] },
  'the-web-runs-by-itself': { file: 'server/a.ts', source: `import '../runner/b.ts'`, needs: ['runner/b.ts'] },
  'commands-are-leaves': { file: 'authoring/a.ts', source: `import '../scripts/b.ts'`, needs: ['scripts/b.ts'] },
  'first-start-needs-no-install': {
    file: 'scripts/a.mjs',
    source: `import 'zod'`,
    needs: ['node_modules/zod/index.js'],
  },
  'runner-starts-parts': { file: 'runner/a.ts', source: `import '../rig/b.ts'`, needs: ['rig/b.ts'] },
  'grader-process-stands-alone': {
    file: 'grader-process/a.ts',
    source: `import '../runner/b.ts'`,
    needs: ['runner/b.ts'],
  },
  'authors-need-no-database': { file: 'authoring/a.ts', source: `import '../store/b.ts'`, needs: ['store/b.ts'] },
  'demo-is-made-by-hand': { file: 'authoring/a.ts', source: `import '../demo/b.ts'`, needs: ['demo/b.ts'] },
  'rig-is-for-tests': { file: 'runner/a.ts', source: `import '../rig/b.ts'`, needs: ['rig/b.ts'] },
  'tests-are-imported-by-tests': { file: 'store/a.ts', source: `import './b.test.ts'`, needs: ['store/b.test.ts'] },
  'no-circles': { file: 'course/a.ts', source: `import './b.ts'` },
  'everything-resolves': { file: 'server/a.ts', source: `import './gone.ts'` },
}

/** Second steps of violations that take two. */
const throughFiles: Record<string, string> = {
  'i18n/b.ts': `import '../server/c.ts'`,
  'course/b.ts': `import './a.ts'`,
}

/** A room that its own may not know, and a file in no room. */
for (const [place, { ground, rooms: known }] of Object.entries(subjects)) {
  for (const [room, allowed] of [[ground, ''], ...Object.entries(known)] as Array<[string, string]>) {
    const stranger = Object.keys(known).findLast((other) => other !== room && !allowed.split(' ').includes(other))
    if (stranger === undefined) throw new Error(`${place}/${room} may know every other room`)
    violations[`${place}-${room}`] = {
      file: `${place}/${room}/a.ts`,
      source: `import '../${stranger}/b.ts'`,
      needs: [`${place}/${stranger}/b.ts`],
    }
  }
  violations[`${place}-has-subjects`] = {
    file: `${place}/a.ts`,
    source: `import './${ground}/b.ts'`,
    needs: [`${place}/${ground}/b.ts`],
  }
}

async function findViolations(folder: string, roots: string[]): Promise<ICruiseResult> {
  const options: ICruiseOptions = {
    ...config.options,
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: config.forbidden ?? [] },
  }
  const { output } = await cruise(roots, options, config.options?.enhancedResolveOptions ?? {}, {
    tsConfig: { options: { baseUrl: folder } },
  })
  if (typeof output === 'string') throw new Error('dependency-cruiser gave a text where a result was expected')
  return output
}

describe('who may import whom', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'boundaries-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('every rule has a planted violation here', () => {
    expect(Object.keys(violations).toSorted()).toEqual(config.forbidden?.map(({ name }) => name).toSorted())
  })

  test('no-circles finds a circle of types, which needs no file at run time', async () => {
    write('course/a.ts', `import type { B } from './b.ts'\nexport type A = B | null`)
    write('course/b.ts', `import type { A } from './a.ts'\nexport type B = A[]`)
    expect(await findIn('course')).toContain('no-circles: course/a.ts')
  })

  test.each(Object.entries(violations))('%s finds the violation that is planted for it', async (name, violation) => {
    write(violation.file, violation.source)
    for (const file of violation.needs ?? []) write(file, '')
    for (const [file, source] of Object.entries(throughFiles)) {
      if (violation.source.includes(path.basename(file)) && !violation.needs?.includes(file)) write(file, source)
    }
    expect(await findIn(violation.file.split('/')[0] ?? '.')).toContain(`${name}: ${violation.file}`)
  })

  async function findIn(room: string): Promise<string[]> {
    const { summary } = await findViolations(folder, [room])
    return summary.violations.map((one) => `${one.rule.name}: ${one.from}`)
  }

  function write(file: string, source: string): void {
    const target = path.join(folder, file)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, `${source}\nexport {}\n`)
  }
})

test('`npm run boundaries` looks at every room', () => {
  expect(manifest.scripts.boundaries).toBe(`depcruise --config .dependency-cruiser.js ${boundaryRooms.join(' ')}`)
})

test('the house itself breaks no rule, and all of it was looked at', async () => {
  const { summary, modules } = await findViolations(checkout, boundaryRooms)
  expect(summary.violations.map((one) => `${one.rule.name}: ${one.from} → ${one.to}`)).toEqual([])
  const own = modules.filter(({ source }) => boundaryRooms.some((room) => source.startsWith(`${room}/`)))
  expect(own.length).toBeGreaterThan(300)
  const resolved = modules.flatMap(({ dependencies }) => dependencies).filter(({ couldNotResolve }) => !couldNotResolve)
  expect(resolved.length).toBeGreaterThan(1000)
  const used = new Set(
    modules.flatMap(({ source, dependencies }) =>
      /[.]test[.]/.test(source) ? [] : dependencies.map((one) => [source, one.resolved].map(roomOf).join(' knows ')),
    ),
  )
  const allowed = Object.entries(subjects).flatMap(([place, { rooms: known }]) =>
    Object.entries(known).flatMap(([room, others]) =>
      others.split(' ').flatMap((other) => (other === '' ? [] : [`${place}/${room} knows ${place}/${other}`])),
    ),
  )
  expect(allowed.filter((edge) => !used.has(edge))).toEqual([])
}, 60_000)

test.each(Object.entries(subjects))(
  'the rooms of %s are listed lowest first, so that no two need each other',
  (_, row) => {
    const order = Object.keys(row.rooms)
    for (const [index, room] of order.entries()) {
      const known = row.rooms[room]?.split(' ').filter(Boolean) ?? []
      expect(known.filter((other) => !order.slice(0, index).includes(other))).toEqual([])
    }
  },
)

function roomOf(file: string): string {
  return file.split('/').slice(0, 2).join('/')
}
