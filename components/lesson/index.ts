import { Aside } from './aside.tsx'
import {
  AttentionFigure,
  BackwardsFigure,
  BoundFigure,
  ClipFigure,
  ClipWindowFigure,
  ConditioningFigure,
  DepthFigure,
  DivergenceFigure,
  EdgeOfChaosFigure,
  LayerNormFigure,
  ProductSpectrumFigure,
  ResidualFigure,
  SpectrumFigure,
  ThreadFigure,
  TunnelFigure,
  VolumeFigure,
  WeightGradientFigure,
} from './figures.tsx'
import { Place } from './place.tsx'
import { Choice, Predict } from './predict.tsx'
import { Answer, Quiz, Why } from './quiz.tsx'
import { Slip } from './slip.tsx'

/** What a lesson's MDX may use by name, without an import; `<Exercise>` is given to each lesson with its own exercises. */
export const lessonComponents = {
  Answer,
  Aside,
  AttentionFigure,
  BackwardsFigure,
  BoundFigure,
  Choice,
  ClipFigure,
  ClipWindowFigure,
  ConditioningFigure,
  DepthFigure,
  DivergenceFigure,
  EdgeOfChaosFigure,
  LayerNormFigure,
  Place,
  Predict,
  ProductSpectrumFigure,
  Quiz,
  ResidualFigure,
  Slip,
  SpectrumFigure,
  ThreadFigure,
  TunnelFigure,
  VolumeFigure,
  WeightGradientFigure,
  Why,
}
