import { ClipFigure } from '../figures/clip-figure.tsx'
import { DepthFigure } from '../figures/depth-figure.tsx'
import { ResidualFigure } from '../figures/residual-figure.tsx'
import { Aside } from './aside.tsx'
import { Exercise } from './exercise.tsx'
import { Answer, Quiz, Why } from './quiz.tsx'
import { Slip } from './slip.tsx'

/** What a lesson's MDX may use by name, without an import. */
export const lessonComponents = {
  Answer,
  Aside,
  ClipFigure,
  DepthFigure,
  Exercise,
  Quiz,
  ResidualFigure,
  Slip,
  Why,
}
