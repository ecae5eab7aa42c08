/**
 * The files of a new exercise: a small one that compiles and type-checks, with a TODO wherever its author has
 * something to write. `exercise check` prints those TODOs as the next steps.
 */
import type { ExerciseMeta } from './exercise.ts'

/** What is known of it before anything is written; what is not becomes a TODO. */
export interface ScaffoldAnswers {
  title?: { en?: string | undefined; zh?: string | undefined }
  /** "unit/lesson", with the unit's number. */
  lesson?: { path: string; unit: number } | undefined
  difficulty?: ExerciseMeta['difficulty'] | undefined
}

export function scaffoldExercise(
  slug: string,
  all: readonly Pick<ExerciseMeta, 'id' | 'order'>[],
  answers: ScaffoldAnswers = {},
): Record<string, string> {
  const number = 1 + Math.max(0, ...all.map(({ id }) => Number(id.slice(1))))
  const order = 1 + Math.max(0, ...all.map((one) => one.order))
  return {
    'exercise.json': `${JSON.stringify(newMeta(`E${number}`, order, answers), null, 2).replace(/\[\s+("todo")\s+\]/, '[$1]')}\n`,
    'en.md': english(answers.title?.en ?? `TODO: a title instead of ${slug}`),
    'zh.md': chinese(answers.title?.zh ?? `TODO：用标题替换 ${slug}`),
    'starter.ts': starter,
    'starter.zh.ts': chineseStarter,
    'solution.ts': solution,
    'experiment.ts': experiment,
    'checks.ts': checks,
    'misconceptions/forgets-the-square.ts': misconception,
  }
}

function newMeta(
  id: string,
  order: number,
  { lesson, difficulty = 2 }: ScaffoldAnswers,
): Omit<ExerciseMeta, 'budget' | 'permits' | 'tidy'> {
  return {
    id,
    draft: true,
    unit: lesson?.unit ?? 1,
    order,
    lesson: lesson?.path ?? 'todo/todo',
    concepts: ['todo'],
    prerequisites: [],
    problems: [],
    difficulty,
    minutes: 20,
    points: 20,
  }
}

const english = (title: string): string => `# ${title}

TODO: say what to export and what it must return, in words: every demand that a check makes stands here.

## Checks

### value

TODO: one sentence that says what must hold, without how, such as "‖g‖² is right for every length of g".

TODO: optional, shown after a run: what was measured, such as "Yours: {measured}, wanted: {expected}."

1. TODO: a nudge that gives nothing away.
2. TODO: nearly the answer.

## Misconceptions

### forgets-the-square

TODO: one sentence that names the wrong idea.

1. TODO: what in the measurements shows it.
2. TODO: nearly the answer.

## Plots

### norms

TODO: what the plot shows, in one line.

## Passed

TODO: what a right answer has shown, in a sentence or two.
`

const chinese = (title: string): string => `# ${title}

TODO：用文字说明要导出什么、必须返回什么；检查提出的每一项要求都要写在这里。

## Checks

### value

TODO：用一句话说明什么必须成立，不说怎么做到，例如“不论 g 多长，‖g‖² 都正确”。

TODO：可选，运行之后才显示：测到了什么，例如“你的是 {measured}，应为 {expected}。”

1. TODO：一个不泄露答案的提示。
2. TODO：几乎就是答案的提示。

## Misconceptions

### forgets-the-square

TODO：用一句话说出这个错误想法。

1. TODO：测量结果中的哪一点暴露了它。
2. TODO：几乎就是答案的提示。

## Plots

### norms

TODO：用一行说明这张图显示什么。

## Passed

TODO：用一两句话说出做对之后看到了什么。
`

const starter = `import type { Tensor1D } from '@tensorflow/tfjs'

/** ‖g‖², the sum of the squares of all elements of g. */
export function squaredNorm(g: Tensor1D): number {
  // TODO: write it.
  return g.size
}
`

const chineseStarter = `import type { Tensor1D } from '@tensorflow/tfjs'

/** ‖g‖²：g 的所有元素的平方和。 */
export function squaredNorm(g: Tensor1D): number {
  // TODO：由你来写。
  return g.size
}
`

const solution = `import * as tf from '@tensorflow/tfjs'
import type { Tensor1D } from '@tensorflow/tfjs'

// TODO: the model solution of your own exercise, with comments that say why.
export function squaredNorm(g: Tensor1D): number {
  return tf.tidy(() => tf.sum(tf.square(g)).dataSync()[0] ?? NaN)
}
`

const misconception = `import * as tf from '@tensorflow/tfjs'
import type { Tensor1D } from '@tensorflow/tfjs'

// TODO: a wrong idea that people really have, as code that runs. One file each, named like its id in checks.ts.
export function squaredNorm(g: Tensor1D): number {
  return tf.tidy(() => tf.sum(tf.abs(g)).dataSync()[0] ?? NaN)
}
`

const experiment = `import { defineExperiment, fn, number, tensor } from 'grader/experiments'
import type { Tensor } from 'grader/experiments'

interface Draw {
  seed: number
  size: number
}

interface Learner {
  squaredNorm(g: Tensor): number
}

// TODO: what your learners export, what is drawn, and what is measured. Return numbers, never conclusions.
export default defineExperiment<Draw, Learner>({
  exports: { squaredNorm: fn({ g: tensor(['n']) }, number()) },

  draw: (rng) => ({ seed: rng.seed(), size: rng.integer(4, 12) }),

  sections: {
    // Every export is called at least four times in one grading.
    norms: ({ learner, draw, kit }) => {
      const vectors = [1, 2, 3, 4].map((times) => kit.gauss([times * draw.size], draw.seed + times))
      return { squared: vectors.map((g) => learner.squaredNorm(g)) }
    },
  },
})
`

const checks = `import { allOf, defineChecks, isClose, near } from 'grader/judge'

interface Draw {
  size: number
}

interface Measured {
  norms: { squared: number[] }
}

// TODO: the checks of your own exercise; say in a comment why each tolerance is what it is.
export default defineChecks<Measured, Draw>({
  checks: {
    value: {
      needs: ['norms'],
      weight: 1,
      judge: ({ m, reference }) =>
        allOf(m.norms.squared.map((one, i) => near(one, reference.norms.squared[i] ?? NaN, { rel: 1e-4 }))),
    },
  },

  misconceptions: {
    'forgets-the-square': {
      fails: ['value'],
      recognise: ({ m, reference }) => {
        const [mine = NaN] = m.norms?.squared ?? []
        const [right = NaN] = reference.norms?.squared ?? []
        return mine > 0 && !isClose(mine, right, 1e-3)
      },
    },
  },

  plots: {
    // TODO: a plot that shows the point at a glance, the learner's line beside the reference.
    norms: {
      needs: ['norms'],
      x: 'index',
      y: 'value',
      draw: ({ m, reference }) => ({
        mine: m.norms.squared.map((one, i): [number, number] => [i + 1, one]),
        reference: reference.norms.squared.map((one, i): [number, number] => [i + 1, one]),
      }),
    },
  },
})
`
