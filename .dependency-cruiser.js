import { subjects } from './.dependency-cruiser-subjects.js'

/** What parses a text that somebody else wrote. */
const readers =
  '^grader/exercise/(bundle|code-tokens|compare-starters|compile|compile-learner|folder|mutants|parse-exercise|parse-stripped|prose|read-declarations|scan-names|strip-types)[.]ts$'
/** The rooms around the product: its commands and what they call. */
const around = '^(authoring|demo|grader-process|rig|runner|scripts)/'
const insideTheWall = '^grader/reading/(page-worker|reader-worker|readings)[.]ts$'
/** What the grader and the figures of lessons both compute with. */
const plainArithmetic = '^grader/(experiments/singular-values|kit/mulberry32)[.]ts$'

const subjectRules = Object.entries(subjects).flatMap(([place, { ground, rooms }]) =>
  [[ground, ''], ...Object.entries(rooms)].map(([room = '', known = '']) =>
    rule(`${place}-${room}`, 'A subject knows those below it in the table, so that it can be read and changed alone.', {
      from: { path: `^${place}/${room}/`, pathNot: '[.]test[.]tsx?$' },
      to: {
        path: `^${place}/`,
        pathNot: `^${place}/(${[room, ground, ...known.split(' ')].filter(Boolean).join('|')})/`,
      },
    }),
  ),
)

/**
 * Who may import whom. A rule that forbids nothing is worse than none: tests/boundaries plants a violation of each one.
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    rule('grader-stands-alone', 'The grader is a library of its own and knows nothing of the web.', {
      from: { path: '^grader/' },
      to: { path: '^(app|components|contracts|course|exercises|i18n|lessons|prisma|server|store)/' },
    }),
    rule(
      'grader-packages',
      'Every package that the grader takes in stands beside learners’ code: add one only with a reason.',
      {
        from: { path: '^grader/', pathNot: '[.]test[.]ts$' },
        to: {
          path: 'node_modules/',
          pathNot:
            'node_modules/(@tensorflow/|@types/|ses/|zod/|sucrase/|acorn/|acorn-walk/|periscopic/|playwright/|playwright-core/|esbuild/)',
        },
      },
    ),
    rule('browsers-belong-to-the-host', 'Only who starts a cage may know how.', {
      from: { path: '^grader/', pathNot: '^grader/(host|service)/' },
      to: { path: 'node_modules/(playwright|playwright-core|esbuild)/' },
    }),
    rule('cage-has-no-machine', 'What runs beside learners’ code runs in a browser, without Node.', {
      from: { path: '^grader/(cage|judge|kit|experiments)/', pathNot: '[.]test[.]ts$' },
      to: { dependencyTypes: ['core'] },
    }),
    rule('cage-does-not-know-its-host', 'The cage must run under any host.', {
      from: { path: '^grader/(cage|judge|kit|experiments)/', pathNot: '[.]test[.]ts$' },
      to: { path: '^grader/(host|service)/' },
    }),
    rule(
      'texts-are-read-behind-the-wall',
      'A text of 3 kB can keep a parser busy for minutes: only a realm that may be ended at any moment reads one.',
      {
        from: { path: '.', pathNot: [readers, insideTheWall, '^tests/', '[.]test[.]tsx?$'] },
        to: {
          path: [readers, insideTheWall, 'node_modules/(acorn|sucrase)/'],
          dependencyTypesNot: ['type-only'],
        },
      },
    ),
    rule('course-is-pure', 'The domain decides; others fetch, store and show.', {
      from: { path: '^course/', pathNot: '[.]test[.]ts$' },
      to: { path: '.', pathNot: '^(course/|grader/judge/|node_modules/zod/)' },
    }),
    rule('course-takes-types-only', 'The domain names verdicts and judges none.', {
      from: { path: '^course/' },
      // verdict.ts holds the kinds of verdict and which of them cost an attempt: words and a table, no judging.
      to: { path: '^grader/', pathNot: '^grader/judge/verdict[.]ts$', dependencyTypesNot: ['type-only'] },
    }),
    rule('contracts-are-pure', 'What the web takes and answers is read by pages, routes and functions alike.', {
      from: { path: '^contracts/', pathNot: '[.]test[.]ts$' },
      to: {
        path: '.',
        pathNot: '^(contracts/|course/|grader/exercise/exercise[.]ts$|grader/judge/verdict[.]ts$|node_modules/zod/)',
      },
    }),
    rule('exercises-import-three', 'An exercise runs in the cage, where nothing else exists.', {
      from: { path: '^exercises/' },
      to: { path: '.', pathNot: '^(grader/(experiments|judge|kit)/index[.]ts$|node_modules/@tensorflow/tfjs/)' },
    }),
    rule(
      'exercises-are-read',
      'Exercises are files, from git or from the database: imported ones would be only the former.',
      {
        from: { pathNot: '^exercises/' },
        to: { path: '^exercises/' },
      },
    ),
    rule('prisma-behind-the-store', 'One room knows the tables.', {
      from: { pathNot: '^(store|prisma|tests)/' },
      to: { path: ['node_modules/(@prisma|prisma|pg-boss|pg)/', '^prisma/generated'] },
    }),
    rule('store-is-plain-node', 'The store serves the web, the grader, scripts and tests alike.', {
      from: { path: '^store/' },
      to: {
        path: ['^(app|components|contracts|i18n|lessons|server)/', 'node_modules/(next|next-auth|react|server-only)/'],
      },
    }),
    rule('store-takes-types-of-the-domain', 'The store keeps what the domain names, and decides nothing.', {
      from: { path: '^store/' },
      to: { path: '^course/', dependencyTypesNot: ['type-only'] },
    }),
    rule('server-is-below-the-pages', 'The door does not look at who comes through it.', {
      from: { path: '^server/' },
      to: { path: '^(app|components|exercises|i18n|lessons|prisma|tests)/' },
    }),
    rule('components-fetch-nothing', 'What may reach the browser must not lead to the database, by any path.', {
      from: { path: '^components/' },
      to: { path: '^(server|store|prisma|exercises)/', reachable: true },
    }),
    rule(
      'components-use-the-page-host',
      'The page runs cages through their host, shares plain arithmetic, reads numbers as the judge does, and knows the rest by its types.',
      {
        from: { path: '^components/' },
        to: {
          path: '^grader/',
          pathNot: ['^grader/(host/browser-host|judge/(meets|tagged-number))[.]ts$', plainArithmetic],
          dependencyTypesNot: ['type-only'],
        },
      },
    ),
    rule('plain-arithmetic-imports-nothing', 'A lesson page loads it, and must not load tfjs with it.', {
      from: { path: plainArithmetic },
      to: { path: '.' },
    }),
    rule('app-asks-the-server', 'Authorisation happens in server/: a page that goes around it leaks.', {
      from: { path: '^app/' },
      to: { path: ['^(store|prisma|exercises)/', 'node_modules/(@prisma|prisma|pg|pg-boss)/'] },
    }),
    rule('nothing-imports-app', 'Routes parse, call and render; what others need lives elsewhere.', {
      from: { pathNot: '^(app|tests)/' },
      to: { path: '^app/' },
    }),
    rule('the-web-runs-by-itself', 'What starts, tests and authors the product is no part of it.', {
      from: { path: '^(app|components|contracts|course|grader|i18n|lessons|prisma|server|store)/' },
      to: { path: around },
    }),
    rule('commands-are-leaves', 'A command reads its arguments and calls; what others need lives in a room.', {
      from: { pathNot: '^tests/' },
      to: { path: '^scripts/.+[.]ts$' },
    }),
    rule('first-start-needs-no-install', '`npm start` and `npm test` begin on a bare Node, without packages.', {
      from: { path: '^(runner|scripts)/.+[.]mjs$' },
      to: { pathNot: '^(runner|scripts)/.+[.]mjs$', dependencyTypesNot: ['core', 'type-only'] },
    }),
    rule('runner-starts-parts', 'It runs the product on this machine, and is no part of it.', {
      from: { path: '^runner/' },
      to: {
        path: '^(app|authoring|components|contracts|course|demo|exercises|grader-process|i18n|lessons|rig|tests)/',
      },
    }),
    rule('grader-process-stands-alone', 'It runs on machines that have no web and no PostgreSQL of ours.', {
      from: { path: '^grader-process/' },
      to: { path: '^(app|authoring|components|contracts|demo|exercises|i18n|lessons|rig|runner|server|tests)/' },
    }),
    rule('authors-need-no-database', 'An exercise is proved from its folder alone.', {
      from: { path: '^authoring/' },
      to: { path: '^(app|components|contracts|demo|exercises|grader-process|i18n|prisma|rig|server|store|tests)/' },
    }),
    rule('demo-is-made-by-hand', 'Nothing but its command knows the demo class.', {
      from: { pathNot: '^(demo|scripts|tests)/' },
      to: { path: '^demo/' },
    }),
    rule('rig-is-for-tests', 'Who kills parts of the product must not be part of it.', {
      from: { pathNot: '^(rig|scripts|tests)/|^vitest[.]config[.]ts$' },
      to: { path: '^rig/' },
    }),
    rule('tests-are-imported-by-tests', 'What tests need must not ship.', {
      from: { pathNot: ['^tests/', '[.]test[.]tsx?$'] },
      to: { path: ['^tests/', '[.]test[.]tsx?$'] },
    }),
    ...subjectRules,
    ...Object.entries(subjects).map(([place, { ground, rooms }]) =>
      rule(`${place}-has-subjects`, 'Every file lies in a room of the table.', {
        from: { path: `^${place}/`, pathNot: `^${place}/(${[ground, ...Object.keys(rooms)].join('|')})/` },
        to: { path: '.' },
      }),
    ),
    rule('no-circles', 'Two files that need each other, if only by a type, are one file, or three.', {
      from: {},
      to: { circular: true },
    }),
    rule('everything-resolves', 'An import that does not resolve escapes every other rule.', {
      from: { pathNot: '^(exercises|tests)/' },
      // `source:` modules are made by the cage's bundler (grader/host/cage-assets.ts).
      to: { couldNotResolve: true, pathNot: '^source:' },
    }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(prisma/generated|[.]next)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
}

/** @param {string} name @param {string} comment @param {object} edges */
function rule(name, comment, edges) {
  return { name, comment, severity: 'error', ...edges }
}
