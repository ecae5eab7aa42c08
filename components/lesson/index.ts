import { Aside } from './aside.tsx'
import { Exercise } from './exercise.tsx'
import { ClipFigure, DepthFigure, EdgeOfChaosFigure, ResidualFigure } from './figures.tsx'
import { Answer, Quiz, Why } from './quiz.tsx'
import { Slip } from './slip.tsx'

/** What a lesson's MDX may use by name, without an import. */
export const lessonComponents = {
  Answer,
  Aside,
  ClipFigure,
  DepthFigure,
  EdgeOfChaosFigure,
  Exercise,
  Quiz,
  ResidualFigure,
  Slip,
  Why,
}
