'use client'

import dynamic from 'next/dynamic'

// Each figure is a script of its own, so that a lesson loads the one that it shows. The server draws them all.
export const AttentionFigure = dynamic(() =>
  import('../figures/attention-figure.tsx').then((module) => module.AttentionFigure),
)
export const BackwardsFigure = dynamic(() =>
  import('../figures/backwards-figure.tsx').then((module) => module.BackwardsFigure),
)
export const BoundFigure = dynamic(() => import('../figures/bound-figure.tsx').then((module) => module.BoundFigure))
export const ClipFigure = dynamic(() => import('../figures/clip-figure.tsx').then((module) => module.ClipFigure))
export const ClipWindowFigure = dynamic(() =>
  import('../figures/clip-window-figure.tsx').then((module) => module.ClipWindowFigure),
)
export const ConditioningFigure = dynamic(() =>
  import('../figures/conditioning-figure.tsx').then((module) => module.ConditioningFigure),
)
export const DepthFigure = dynamic(() => import('../figures/depth-figure.tsx').then((module) => module.DepthFigure))
export const DivergenceFigure = dynamic(() =>
  import('../figures/divergence-figure.tsx').then((module) => module.DivergenceFigure),
)
export const EdgeOfChaosFigure = dynamic(() =>
  import('../figures/edge-of-chaos-figure.tsx').then((module) => module.EdgeOfChaosFigure),
)
export const LayerNormFigure = dynamic(() =>
  import('../figures/layer-norm-figure.tsx').then((module) => module.LayerNormFigure),
)
export const ProductSpectrumFigure = dynamic(() =>
  import('../figures/product-spectrum-figure.tsx').then((module) => module.ProductSpectrumFigure),
)
export const ResidualFigure = dynamic(() =>
  import('../figures/residual-figure.tsx').then((module) => module.ResidualFigure),
)
export const SpectrumFigure = dynamic(() =>
  import('../figures/spectrum-figure.tsx').then((module) => module.SpectrumFigure),
)
export const ThreadFigure = dynamic(() => import('../figures/thread-figure.tsx').then((module) => module.ThreadFigure))
export const TunnelFigure = dynamic(() => import('../figures/tunnel-figure.tsx').then((module) => module.TunnelFigure))
export const VolumeFigure = dynamic(() => import('../figures/volume-figure.tsx').then((module) => module.VolumeFigure))
export const WeightGradientFigure = dynamic(() =>
  import('../figures/weight-gradient-figure.tsx').then((module) => module.WeightGradientFigure),
)
